import { CompiledQuery } from 'kysely';
import { invalid } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { anyOf, inBatches } from '../bulk.ts';
import { type ContactEmail, type ContactPhone, isMobile } from '../contract.ts';
import { contactsDb } from '../tables.ts';
import type { MeansDraft } from './contract.ts';

export interface Means {
  emails: ContactEmail[];
  phones: ContactPhone[];
}

/** What stands on the contact itself: the preferred one of each sort. */
interface Preferred {
  id: string;
  email: string | null;
  mobilePhone: string | null;
  landlinePhone: string | null;
}

/** All of them, as an agent ordered them. */
export async function meansOf(scope: Scope, contact: Preferred): Promise<Means> {
  const kept = await keptMeans(scope, [contact.id]);
  return standing(contact, kept.get(contact.id));
}

/** Replaces them whole, and copies the preferred ones on the contact. */
export async function replaceMeans(scope: Scope, contactId: string, draft: MeansDraft): Promise<void> {
  await keepMeans(scope, new Map([[contactId, settled(draft)]]));
}

/** More e-mails and phones for many contacts at once; those already there are left as they are. */
export async function addMeans(scope: Scope, additions: readonly ({ contactId: string } & Partial<MeansDraft>)[]): Promise<void> {
  await inBatches(additions, async (batch) => {
    const ids = batch.map(({ contactId }) => contactId);
    const [known, kept] = [await preferredOf(scope, ids), await keptMeans(scope, ids)];
    const becoming = batch.flatMap(({ contactId, emails = [], phones = [] }): [string, Means][] => {
      const contact = known.get(contactId);
      if (!contact) return [];
      const means = standing(contact, kept.get(contactId));
      const newEmails = emails.filter(({ address }) => address && !means.emails.some((one) => one.address === address));
      const newPhones = phones.filter(({ number }) => number && !means.phones.some((one) => one.number === number));
      return [[contactId, settled({ emails: [...means.emails, ...newEmails], phones: [...means.phones, ...newPhones] })]];
    });
    await keepMeans(scope, new Map(becoming));
    return [];
  });
}

/** The contact's own columns have just been written: the rows beside them follow. */
export async function realignMeans(scope: Scope, contactIds: readonly string[]): Promise<void> {
  const kept = await keptMeans(scope, contactIds);
  if (kept.size === 0) return;
  const known = await preferredOf(scope, [...kept.keys()]);
  const becoming = [...known.values()].map((contact): [string, Means] => {
    const { emails = [], phones = [] } = kept.get(contact.id) ?? {};
    const [mobiles, landlines] = [phones.filter((one) => one.isMobile), phones.filter((one) => !one.isMobile)];
    return [
      contact.id,
      {
        emails: preferring(emails, 'address', contact.email),
        phones: [
          ...preferring(mobiles, 'number', contact.mobilePhone),
          ...preferring(landlines, 'number', contact.landlinePhone),
        ],
      },
    ];
  });
  await keepMeans(scope, new Map(becoming));
}

/** The address now on the contact is the preferred one; emptied, the next takes its place. */
function preferring<Key extends string, One extends Record<Key, string> & { isPreferred: boolean }>(
  known: One[],
  key: Key,
  now: string | null,
): One[] {
  if (known.length === 0) return known;
  if (now === null) return known.filter((one) => !one.isPreferred).map((one, at) => ({ ...one, isPreferred: at === 0 }));
  if (known.some((one) => one[key] === now)) return known.map((one) => ({ ...one, isPreferred: one[key] === now }));
  return known.map((one) => (one.isPreferred ? { ...one, [key]: now } : one));
}

/** Without a row beside it, what stands on the contact is all there is. */
const standing = ({ email, mobilePhone, landlinePhone }: Preferred, kept?: Means): Means => ({
  emails: kept && kept.emails.length > 0 ? kept.emails : email ? [{ address: email, label: '', isPreferred: true }] : [],
  phones:
    kept && kept.phones.length > 0
      ? kept.phones
      : [
          ...(mobilePhone ? [{ number: mobilePhone, label: '', isMobile: true, isPreferred: true }] : []),
          ...(landlinePhone ? [{ number: landlinePhone, label: '', isMobile: false, isPreferred: true }] : []),
        ],
});

/** One preferred of each sort: the one marked, or the first. */
function settled({ emails, phones }: MeansDraft): Means {
  const addresses = emails.flatMap(({ address, ...one }) => (address ? [{ ...one, address }] : []));
  const numbers = phones.flatMap(({ number, ...one }) => (number ? [{ ...one, number, isMobile: isMobile(number) }] : []));
  refuseTwice(
    'emails',
    addresses.map(({ address }) => address),
  );
  refuseTwice(
    'phones',
    numbers.map(({ number }) => number),
  );
  const mark = <One extends { isPreferred: boolean }>(some: One[]) => {
    const preferred = some.find(({ isPreferred }) => isPreferred) ?? some[0];
    return some.map((one) => ({ ...one, isPreferred: one === preferred }));
  };
  return {
    emails: mark(addresses),
    phones: [...mark(numbers.filter((one) => one.isMobile)), ...mark(numbers.filter((one) => !one.isMobile))],
  };
}

function refuseTwice(list: 'emails' | 'phones', values: string[]): void {
  const twice = values.findIndex((value, at) => values.indexOf(value) < at);
  if (twice >= 0)
    throw invalid('means.twice', `«\u00a0${values[twice]}\u00a0» est écrit deux fois.`, [
      { field: `${list}.${twice}.${list === 'emails' ? 'address' : 'number'}`, message: 'Retirez l’un des deux.' },
    ]);
}

async function preferredOf(scope: Scope, contactIds: readonly string[]): Promise<Map<string, Preferred>> {
  const known = await contactsDb(scope)
    .selectFrom('contacts')
    .select(['id', 'email', 'mobilePhone', 'landlinePhone'])
    .where('id', '=', anyOf(contactIds))
    .execute();
  return new Map(known.map((contact) => [contact.id, contact]));
}

async function keptMeans(scope: Scope, contactIds: readonly string[]): Promise<Map<string, Means>> {
  const db = contactsDb(scope);
  const ids = anyOf(contactIds);
  const emails = await db.selectFrom('contactEmails').selectAll().where('contactId', '=', ids).orderBy('position').execute();
  const phones = await db.selectFrom('contactPhones').selectAll().where('contactId', '=', ids).orderBy('position').execute();
  const kept = new Map<string, Means>();
  const of = (contactId: string) => {
    const means = kept.get(contactId) ?? { emails: [], phones: [] };
    kept.set(contactId, means);
    return means;
  };
  for (const { contactId, address, label, isPreferred } of emails) of(contactId).emails.push({ address, label, isPreferred });
  for (const { contactId, number, label, isMobile: isOne, isPreferred } of phones)
    of(contactId).phones.push({ number, label, isMobile: isOne, isPreferred });
  return kept;
}

/** Writes them whole for many contacts, in four statements. */
async function keepMeans(scope: Scope, all: ReadonlyMap<string, Means>): Promise<void> {
  if (all.size === 0) return;
  const ids = [...all.keys()];
  const db = contactsDb(scope);
  await db.deleteFrom('contactEmails').where('contactId', '=', anyOf(ids)).execute();
  await db.deleteFrom('contactPhones').where('contactId', '=', anyOf(ids)).execute();
  const emails = [...all].flatMap(([contactId, means]) => rowsOf(contactId, means.emails));
  const phones = [...all].flatMap(([contactId, means]) => rowsOf(contactId, means.phones));
  if (emails.length > 0) await db.insertInto('contactEmails').values(emails).execute();
  if (phones.length > 0) await db.insertInto('contactPhones').values(phones).execute();
  await copyPreferred(scope, all);
}

/** One alone, without a word beside it, stands on the contact and needs no row. */
const rowsOf = <One extends { label: string; isMobile?: boolean }>(contactId: string, some: One[]) =>
  some.every(({ label }) => label === '') && some.every((one, at) => some.findIndex((o) => o.isMobile === one.isMobile) === at)
    ? []
    : some.map((one, at) => ({ ...one, contactId, position: at + 1 }));

async function copyPreferred({ db, townHallId }: Scope, all: ReadonlyMap<string, Means>): Promise<void> {
  const lines = [...all].map(([contactId, { emails, phones }]) => ({
    contactId,
    email: emails.find((one) => one.isPreferred)?.address ?? null,
    mobile: phones.find((one) => one.isPreferred && one.isMobile)?.number ?? null,
    landline: phones.find((one) => one.isPreferred && !one.isMobile)?.number ?? null,
    others: [
      ...emails.filter((one) => !one.isPreferred).map((one) => one.address),
      ...phones.filter((one) => !one.isPreferred).map((one) => one.number),
    ].join(' '),
  }));
  await db.executeQuery(
    CompiledQuery.raw(
      `update contacts set email = given.email, mobile_phone = given.mobile, landline_phone = given.landline, other_means = given.others
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as given (id, email, mobile, landline, others)
       where contacts.town_hall_id = $1 and contacts.id = given.id`,
      [
        townHallId,
        lines.map(({ contactId }) => contactId),
        lines.map(({ email }) => email),
        lines.map(({ mobile }) => mobile),
        lines.map(({ landline }) => landline),
        lines.map(({ others }) => others),
      ],
    ),
  );
}
