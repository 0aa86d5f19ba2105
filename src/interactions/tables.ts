import type { Generated } from 'kysely';
import type { ContactTables } from '../contacts/tables.ts';
import type { Actor, Scope } from '../platform/scope.ts';
import type { Initiative, InteractionKind } from './contract.ts';

export type InteractionTables = {
  interactions: {
    id: string;
    contactId: string;
    kind: InteractionKind;
    initiative: Initiative;
    happenedAt: string;
    recordedAt: string;
    subjectKind: Generated<string>;
    subjectId: string | null;
    subjectLabel: Generated<string>;
    note: Generated<string>;
    actorKind: Actor['kind'];
    actorId: string;
    actorName: string;
  };
};

export const interactionsDb = (scope: Scope) => scope.db.withTables<InteractionTables & ContactTables>();
