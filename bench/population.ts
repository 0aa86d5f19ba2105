import { demoPeople } from '../src/app/demo/people.ts';
import { listPurposes, recordConsents } from '../src/consents/consents.ts';
import { addContacts, addTag, tagContacts } from '../src/contacts/contacts.ts';
import { newContact } from '../src/contacts/contract.ts';
import { recordInteractions } from '../src/interactions/interactions.ts';
import type { Scope, Transact } from '../src/platform/scope.ts';

const BATCH = 5000;

/** A commune of this size: people as in the demo, a tag for one in five, two interactions each, half of them agreed. */
export async function settlePopulation(transact: Transact, size: number): Promise<void> {
  const people = demoPeople(size).map(({ tags: _, ...person }, index) =>
    newContact.parse({
      ...person,
      lastName: `${person.lastName} ${nameOf(index)}`,
      mobilePhone: null,
      landlinePhone: null,
      source: 'Mesure',
    }),
  );
  const tag = await transact((scope) => addTag(scope, { name: 'Parent d’élève' }));
  const purpose = (await transact(listPurposes)).find(({ code }) => code === 'municipal_news');
  for (let start = 0; start < size; start += BATCH) {
    await transact(async (scope) => {
      const ids = await addContacts(scope, people.slice(start, start + BATCH));
      await tagContacts(scope, tag.id, { contactIds: every(5, ids) });
      await livePast(scope, ids);
      if (purpose) await agree(scope, purpose.id, every(2, ids));
    });
  }
}

const every = (step: number, ids: string[]) => ids.filter((_, index) => index % step === 0);

const livePast = (scope: Scope, ids: string[]) =>
  recordInteractions(
    scope,
    ids.flatMap((contactId, index) => [
      { contactId, kind: 'visit' as const, initiative: 'contact' as const, note: 'Passage au guichet' },
      {
        contactId,
        kind: 'letter_received' as const,
        initiative: 'town_hall' as const,
        happenedAt: `2026-0${1 + (index % 9)}-15T09:00:00.000Z`,
      },
    ]),
  );

const agree = (scope: Scope, purposeId: string, ids: string[]) =>
  recordConsents(
    scope,
    ids.map((contactId) => ({
      contactId,
      purposeId,
      channel: 'email' as const,
      answer: 'granted' as const,
      method: 'paper' as const,
      wording: 'Accord recueilli pour la mesure.',
    })),
  );

/** A surname of its own for each, so that a search finds a few and not a tenth of everyone. */
const syllables = ['ba', 'lo', 'mi', 'ra', 'ne', 'tu', 'so', 'vi', 'da', 'fe'];
const nameOf = (index: number) =>
  String(index)
    .padStart(6, '0')
    .replace(/\d/g, (digit) => syllables[Number(digit)] ?? '')
    .replace(/^./, (letter) => letter.toUpperCase());
