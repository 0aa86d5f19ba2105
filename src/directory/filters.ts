import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import { type ConsentTables, consentsDb } from '../consents/tables.ts';
import type { ContactTables } from '../contacts/tables.ts';
import type { Scope } from '../platform/scope.ts';
import type { ContactFilters, Reach } from './contract.ts';

type Contacts = ExpressionBuilder<ConsentTables & ContactTables, 'contacts'>;
type Condition = Expression<SqlBool>;

/** Contacts under these filters, before any order. */
export const matching = (scope: Scope, filters: ContactFilters) =>
  consentsDb(scope)
    .selectFrom('contacts')
    .where((contact) => contact.and(conditions(contact, filters)));

const conditions = (contact: Contacts, filters: ContactFilters): Condition[] => [
  contact('archivedAt', filters.archived ? 'is not' : 'is', null),
  ...(filters.kind ? [contact('kind', '=', filters.kind)] : []),
  ...(filters.category ? [contact('category', '=', filters.category)] : []),
  ...(filters.municipality ? [contact('municipality', '=', filters.municipality)] : []),
  ...filters.reach.map((means) => isReachedBy[means](contact)),
  ...(filters.tagId.length > 0 ? [carries(contact, filters.tagId)] : []),
  ...(filters.purposeId ? [answered(contact, filters.purposeId, filters)] : []),
  ...searched(filters.search ?? ''),
];

const isReachedBy: Record<Reach, (contact: Contacts) => Condition> = {
  email: (contact) => contact('email', 'is not', null),
  mobile: (contact) => contact('mobilePhone', 'is not', null),
  landline: (contact) => contact('landlinePhone', 'is not', null),
  address: (contact) => contact('addressLine', '<>', ''),
  none: (contact) =>
    contact.and([
      contact('email', 'is', null),
      contact('mobilePhone', 'is', null),
      contact('landlinePhone', 'is', null),
      contact('addressLine', '=', ''),
    ]),
};

const carries = (contact: Contacts, tagIds: string[]) =>
  contact.exists(
    contact
      .selectFrom('contactTags')
      .select('contactTags.tagId')
      .whereRef('contactTags.contactId', '=', 'contacts.id')
      .where('contactTags.tagId', 'in', tagIds),
  );

const answered = (contact: Contacts, purposeId: string, { channel, answer }: Pick<ContactFilters, 'channel' | 'answer'>) => {
  const said = contact
    .selectFrom('consents')
    .select('consents.contactId')
    .whereRef('consents.contactId', '=', 'contacts.id')
    .where('consents.purposeId', '=', purposeId)
    .where('consents.answer', '=', answer);
  return contact.exists(channel ? said.where('consents.channel', '=', channel) : said);
};

/** The beginning of a French number as one dials it: it is stored without its 0. */
const dialled = /(?:\+33|0033|0)[\s.\-/]*(\d[\d\s.\-/]{2,})/;

/** Each word is found anywhere in a name, an address, an e-mail; the digits of a phone number in one piece. */
function searched(search: string): RawBuilder<SqlBool>[] {
  const digits = dialled.exec(search)?.[1]?.replace(/\D/g, '');
  const words = search.replace(dialled, ' ').split(/\s+/).filter(Boolean);
  return [...(digits ? [digits] : []), ...words].map(
    (word) => sql<SqlBool>`contacts.search_text like '%' || folded(${literally(word)}) || '%'`,
  );
}

/** So that « 100 % » finds itself and not everyone. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');
