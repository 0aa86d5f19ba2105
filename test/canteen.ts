import { addPurpose, recordConsent } from '../src/consents/consents.ts';
import { contactsDb } from '../src/contacts/tables.ts';
import { addTag, tagContacts } from '../src/contacts/tags/tags.ts';
import { recordInteractions } from '../src/interactions/interactions.ts';
import { newId } from '../src/platform/ids.ts';
import type { Scope } from '../src/platform/scope.ts';
import { type Rule, rule } from '../src/segments/rules/contract.ts';
import { listContactsIn } from '../src/segments/segments.ts';
import { story, type Town } from './town.ts';

export const TODAY = '2026-11-22T10:00:00.000Z';

/** Valmeraude on the eve of the new canteen: who they are is told in `test/cast.ts`, what became of them here. */
async function settle(town: Town) {
  const scope: Scope = { ...town.scope, now: TODAY };
  const { lea, karim, judo } = town;
  const change = (contactId: string, changes: object) =>
    contactsDb(scope).updateTable('contacts').set(changes).where('id', '=', contactId).execute();
  const street = { addressLine: '12, rue des Tilleuls', postcode: '99001', municipality: 'Valmeraude' };
  await change(lea.id, { ...street, honorific: 'mme', mobilePhone: '+33639980001' });
  await change(karim.id, {
    municipality: 'VALMERAUDE',
    landlinePhone: '+33199000002',
    source: 'Forum',
    collectedOn: '2026-10-01',
  });
  await change(judo.id, { municipality: 'Valbruyère', addressLine: '100 % Sport' });
  const parent = await addTag(scope, { name: 'Parent d’élève' });
  const elder = await addTag(scope, { name: 'Aîné' });
  await tagContacts(scope, parent.id, { contactIds: [lea.id] });
  await tagContacts(scope, elder.id, { contactIds: [karim.id] });
  const retention = {
    legalBasis: 'consent',
    retentionMonths: 36,
    description: '',
    disclosedTo: '',
    isOpenToMinors: false,
  } as const;
  const news = await addPurpose(scope, { name: 'Vie de la commune', ...retention });
  const proof = { purposeId: news.id, channel: 'email', method: 'counter', wording: 'Oui, par e-mail.' } as const;
  await recordConsent(scope, { ...proof, contactId: lea.id, answer: 'granted' });
  await recordConsent(scope, { ...proof, contactId: judo.id, answer: 'refused' });
  const canteen = newId();
  const subject = { kind: 'consultation', id: canteen, label: 'Cantine' };
  await recordInteractions(scope, [
    { contactId: lea.id, kind: 'call', initiative: 'contact', happenedAt: '2026-11-12T09:00:00.000Z', subject },
    { contactId: lea.id, kind: 'letter_received', initiative: 'town_hall', happenedAt: '2026-03-01T09:00:00.000Z' },
    { contactId: karim.id, kind: 'visit', initiative: 'contact', happenedAt: '2026-01-15T09:00:00.000Z' },
  ]);
  const ids: Record<string, string> = { parent: parent.id, elder: elder.id, news: news.id, canteen, nobody: newId() };
  return { ...town, scope, ids };
}

export const tale = (play: (town: Awaited<ReturnType<typeof settle>>) => Promise<void>) =>
  story(async (town) => play(await settle(town)));

export const keep = (...conditions: unknown[]): Rule => rule.parse({ version: 1, match: 'all', conditions });

export const namesOf = async (scope: Scope, chosen: Rule) =>
  (await listContactsIn(scope, chosen, { limit: 50 })).items.map(({ firstName, lastName }) => firstName || lastName);

/** « tag:parent » in a case stands for the id of that tag in the story. */
export const withIds = (condition: object, ids: Record<string, string>): unknown =>
  JSON.parse(JSON.stringify(condition), (_, value: unknown) =>
    typeof value === 'string' && value[0] === '#' ? ids[value.slice(1)] : value,
  );

export const everyone = ['Karim', 'Judo Club', 'Léa'];
export const group = (match: 'all' | 'any', ...conditions: object[]) => ({ field: 'group', match, conditions });
export const isPerson = { field: 'kind', value: 'person' };
export const met = ['call', 'visit', 'letter_received'];
export const ever = { field: 'interaction', test: 'at_least', times: 1, kinds: met };
