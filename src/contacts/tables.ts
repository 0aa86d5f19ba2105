import type { Generated } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import type { ContactKind, Honorific, OrganizationCategory } from './contract.ts';

export type ContactTables = {
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
    postcode: Generated<string>;
    municipality: Generated<string>;
    country: Generated<string>;
    source: string;
    collectedOn: string;
    version: Generated<number>;
    createdAt: string;
    changedAt: string;
    archivedAt: Generated<string | null>;
    /** RGPD art. 14: by when they must be told where we have their data from. */
    informBy: Generated<string | null>;
    readonly sortName: Generated<string>;
    readonly searchText: Generated<string>;
    readonly streetText: Generated<string>;
    readonly municipalityText: Generated<string>;
    /** 1 by e-mail, 2 by SMS, 4 by letter, 8 by call on a landline, added up. */
    readonly means: Generated<number>;
  };
  tags: { id: string; name: string; readonly foldedName: Generated<string>; createdAt: string };
  contactTags: { contactId: string; tagId: string };
};

export const contactsDb = (scope: Scope) => scope.db.withTables<ContactTables>();
