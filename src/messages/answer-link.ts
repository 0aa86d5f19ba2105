import { idFromBytes, idToBytes } from '../platform/ids.ts';
import type { Seal } from '../platform/seal.ts';

/** What a link of a question lets its reader do: give that answer, for the delivery it was written in, and nothing else. */
export interface AnswerLink {
  townHallId: number;
  deliveryId: string;
  questionId: string;
  /** Of the answer, in its question. */
  rank: number;
}

const USE = 'answer';

/** Opaque, without any personal data, bound to all its parts; begins with the town hall's number (trust M-14). */
export function answerTokenFor(seal: Seal, { townHallId, deliveryId, questionId, rank }: AnswerLink): string {
  const parts = Buffer.concat([idToBytes(deliveryId), idToBytes(questionId), Buffer.from([rank])]);
  const text = `${townHallId}.${parts.toString('base64url')}`;
  return `${text}.${seal.sign(USE, text)}`;
}

/** Undefined for a link that was altered, or that is none of ours. */
export function answerLinkIn(seal: Seal, token: string): AnswerLink | undefined {
  const [, text = '', townHallId = '', parts = '', signature = ''] = /^((\d{1,9})\.([\w-]{44}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!text || !seal.isSigned(USE, text, signature)) return undefined;
  const bytes = Buffer.from(parts, 'base64url');
  return {
    townHallId: Number(townHallId),
    deliveryId: idFromBytes(bytes.subarray(0, 16)),
    questionId: idFromBytes(bytes.subarray(16, 32)),
    rank: bytes[32] ?? 0,
  };
}
