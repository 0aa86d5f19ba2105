import { createHash, randomBytes } from 'node:crypto';

/** `ps` a session, `pk` an API key, `sl` a sign-in link. */
export type TokenKind = 'ps' | 'pk' | 'sl';

export interface Token {
  townHallId: number;
  /** All the database keeps of it. */
  hash: string;
}

/** 256 bits of chance behind the number of their town hall, which must be known before the wall can stand. */
export const makeToken = (kind: TokenKind, townHallId: number): string =>
  `${kind}_${townHallId}_${randomBytes(32).toString('base64url')}`;

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

export function readToken(kind: TokenKind, token: string | undefined): Token | undefined {
  const [, foundKind, number] = /^(\w\w)_([1-9]\d{0,8})_[\w-]{43}$/.exec(token ?? '') ?? [];
  return token && foundKind === kind ? { townHallId: Number(number), hash: tokenHash(token) } : undefined;
}
