import type { Scope } from '../../platform/scope.ts';
import type { SignUpChoice } from '../sign-ups/tables.ts';
import type { ConsentTables } from '../tables.ts';

export type SlipTables = {
  slips: { id: string; pageHash: string; choices: SignUpChoice[]; printedAt: string };
};

export const slipsDb = (scope: Scope) => scope.db.withTables<SlipTables & ConsentTables>();
