import type { Generated, JSONColumnType, Selectable, SelectQueryBuilder } from 'kysely';
import type { ConsentTables } from '../consents/tables.ts';
import type { ContactTables } from '../contacts/tables.ts';
import type { KindTables } from '../interactions/kinds/tables.ts';
import type { InteractionTables } from '../interactions/tables.ts';
import type { Scope } from '../platform/scope.ts';
import type { DistrictTables } from '../townhalls/districts/tables.ts';
import type { ThemeTables } from '../townhalls/themes/tables.ts';
import type { ListTables } from './lists/tables.ts';
import type { Rule } from './rules/contract.ts';

export type SegmentTables = {
  segments: {
    id: string;
    name: string;
    rule: JSONColumnType<Rule>;
    version: Generated<number>;
    createdAt: string;
    changedAt: string;
    archivedAt: Generated<string | null>;
    /** A list: its members are fixed, and its rule says « in this list ». */
    fixedAt: Generated<string | null>;
  };
};

/** What a rule may look at. */
export type KnownTables = ContactTables & ConsentTables & InteractionTables & ListTables;

/** What it may name beside. */
type NamedTables = DistrictTables & ThemeTables & KindTables;

export const segmentsDb = (scope: Scope) => scope.db.withTables<SegmentTables & KnownTables & NamedTables>();

/** Records of contacts, whole. */
export type Records = SelectQueryBuilder<KnownTables, never, Selectable<ContactTables['contacts']>>;
