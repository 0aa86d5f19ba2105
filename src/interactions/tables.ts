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
  /** `facet`: a kind, `any`, `by_contact`, `by_town_hall` or `act`; `latest`: the last instants, the oldest first. */
  interactionFacets: { contactId: string; facet: string; count: number; latest: string[]; readonly lastAt: Generated<string> };
};

export const interactionsDb = (scope: Scope) => scope.db.withTables<InteractionTables & ContactTables>();
