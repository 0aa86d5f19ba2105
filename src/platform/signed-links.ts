import type { Seal } from './seal.ts';

/** A row, in an address someone was sent: opaque, without personal data, bound to one use; begins with the town hall's number. */
export interface SignedLink {
  townHallId: number;
  id: string;
}

export function linkTo(seal: Seal, use: string, { townHallId, id }: SignedLink): string {
  const text = `${townHallId}.${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;
  return `${text}.${seal.sign(use, text)}`;
}

/** Undefined for a link that was altered, or made for another use. */
export function linkIn(seal: Seal, use: string, token: string): SignedLink | undefined {
  const [, text = '', townHallId = '', id = '', signature = ''] =
    /^(([1-9]\d{0,8})\.([\w-]{22}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!text || !seal.isSigned(use, text, signature)) return undefined;
  const hex = Buffer.from(id, 'base64url').toString('hex');
  return { townHallId: Number(townHallId), id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
}
