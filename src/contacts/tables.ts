import { type Expression, type Generated, type SqlBool, sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import type { ContactKind, Honorific, OrganizationCategory, TagTone } from './contract.ts';
import type { DuplicateTables } from './duplicates/tables.ts';
import type { CustomValues } from './fields/contract.ts';
import type { FieldTables } from './fields/tables.ts';
import type { MeansTables } from './means/tables.ts';
import type { MembershipTables } from './memberships/tables.ts';
import type { NeedTables } from './needs/tables.ts';

export type ContactTables = DuplicateTables &
  FieldTables &
  MeansTables &
  MembershipTables &
  NeedTables & {
    contacts: {
      id: string;
      kind: ContactKind;
      honorific: Honorific | null;
      firstName: Generated<string>;
      lastName: string;
      birthName: Generated<string>;
      birthDate: string | null;
      category: OrganizationCategory | null;
      siret: string | null;
      email: string | null;
      mobilePhone: string | null;
      landlinePhone: string | null;
      addressLine: Generated<string>;
      addressComplement: Generated<string>;
      place: Generated<string>;
      postcode: Generated<string>;
      municipality: Generated<string>;
      country: Generated<string>;
      districtId: Generated<string | null>;
      custom: Generated<CustomValues>;
      source: string;
      collectedOn: string;
      version: Generated<number>;
      createdAt: string;
      changedAt: string;
      changedBy: Generated<string>;
      archivedAt: Generated<string | null>;
      otherMeans: Generated<string>;
      /** RGPD art. 14: by when they must be told where we have their data from. */
      informBy: Generated<string | null>;
      readonly streetNumber: Generated<string>;
      readonly street: Generated<string>;
      readonly sortName: Generated<string>;
      readonly searchText: Generated<string>;
      readonly streetText: Generated<string>;
      readonly municipalityText: Generated<string>;
      /** 1 by e-mail, 2 by SMS, 4 by letter, 8 by call on a landline, added up. */
      readonly means: Generated<number>;
    };
    tags: {
      id: string;
      name: string;
      readonly foldedName: Generated<string>;
      tone: Generated<TagTone>;
      mergedInto: Generated<string | null>;
      version: Generated<number>;
      createdAt: string;
      archivedAt: Generated<string | null>;
    };
    contactTags: { contactId: string; tagId: string; mergedFrom: Generated<string | null> };
  };

export const contactsDb = (scope: Scope) => scope.db.withTables<ContactTables>();

/** Contacts of a table that points at them: a query of their `contact_id`. */
type ContactIds = Expression<unknown>;

/**
 * Whether the `contacts` of a query are among these. How they are looked for is the affair of whoever writes the query;
 * `areOnce`: no contact is given twice.
 */
export type IsAmong = (contactIds: ContactIds, given?: { areOnce: boolean }) => Expression<SqlBool>;

/** Said so that the planner may look one contact up, or hash them all once. */
export const isAmong: IsAmong = (contactIds) =>
  sql<SqlBool>`exists (select from (${contactIds}) as among where among.contact_id = contacts.id)`;

/** Who asks: how their query looks for contacts among others, and whether it reads nothing but records in use. */
export interface Asker {
  among: IsAmong;
  areInUse: boolean;
}

/** Of some contacts, or of one. */
export const ofSome: Asker = { among: isAmong, areInUse: false };
