import type { Generated } from 'kysely';
import type { NoteConcern } from '../contacts/lexicon/contract.ts';
import type { ContactTables } from '../contacts/tables.ts';
import type { Actor, Scope } from '../platform/scope.ts';
import type { TeamTables } from '../team/tables.ts';
import type { ThemeTables } from '../townhalls/themes/tables.ts';
import type { Initiative, InteractionKind } from './contract.ts';
import type { KindTables } from './kinds/tables.ts';
import type { ReminderTables } from './reminders/tables.ts';

export type InteractionTables = {
  interactions: {
    id: string;
    contactId: string;
    kind: InteractionKind;
    themeId: Generated<string | null>;
    /** What the note may speak of. */
    sensitive: Generated<NoteConcern[]>;
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

/** With what an exchange may name: kinds of the mairie's own, themes, agents. */
type NamedTables = KindTables & ReminderTables & ThemeTables & TeamTables;

export const interactionsDb = (scope: Scope) => scope.db.withTables<InteractionTables & NamedTables & ContactTables>();
