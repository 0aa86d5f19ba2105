import type { Generated, Selectable } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { Channel } from '../contract.ts';
import type { ConsentTables } from '../tables.ts';

/** A box that was ticked, with its words. */
export interface SignUpChoice {
  purposeId: string;
  channel: Channel;
  wording: string;
}

export type SignUpTables = {
  signUps: {
    id: string;
    email: string;
    firstName: string;
    lastName: string;
    choices: SignUpChoice[];
    pageHash: string;
    isChild: boolean;
    guardianEmail: string | null;
    askedAt: string;
    confirmedAt: Generated<string | null>;
    guardianConfirmedAt: Generated<string | null>;
    mailedAt: Generated<string | null>;
    guardianMailedAt: Generated<string | null>;
    remindedAt: Generated<string | null>;
  };
  declaredMinors: { contactId: string; declaredAt: string };
};

export type SignUp = Selectable<SignUpTables['signUps']>;

export const signUpsDb = (scope: Scope) => scope.db.withTables<SignUpTables & ConsentTables>();
