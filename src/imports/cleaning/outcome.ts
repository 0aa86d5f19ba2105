import type { LineIssueKind } from '../contract.ts';

/** What a cell says once read: a value or nothing, and what an agent may want to look at. */
export interface Reading<T> {
  value: T | null;
  issue?: LineIssueKind;
  proposal?: string;
}

export const nothing: Reading<never> = { value: null };
