import { sql } from 'kysely';
import { demoPeople } from '../src/app/demo/people.ts';
import { listPurposes, recordConsents } from '../src/consents/consents.ts';
import { addContacts, addTag, tagContacts } from '../src/contacts/contacts.ts';
import { type NewContact, newContact } from '../src/contacts/contract.ts';
import type { Scope, Transact } from '../src/platform/scope.ts';
import { stopIfAsked } from './measure.ts';

const BATCH = 5000;

/** Readers of one letter, the same number whatever the size of the town. */
export const READERS = 2000;
export const READERS_TAG = 'Lecteurs de la mesure';
export const PARENTS_TAG = 'Parents d’élève';

/** A commune of this size: people as in the demo, one in five a parent, a past for each, half of them agreed to the letter. */
export async function settlePopulation(transact: Transact, size: number): Promise<void> {
  const people = peopleOf(size);
  const [parents, readers, news] = await transact(async (scope) => [
    await addTag(scope, { name: PARENTS_TAG }),
    await addTag(scope, { name: READERS_TAG }),
    (await listPurposes(scope)).find(({ code }) => code === 'municipal_news'),
  ]);
  let readersLeft = READERS;
  for (let start = 0; start < size; start += BATCH) {
    stopIfAsked();
    const batch = people.slice(start, start + BATCH);
    await transact(async (scope) => {
      const ids = await addContacts(scope, batch);
      const agreed = every(2, ids);
      const readerIds = agreed.filter((_, index) => mayBeWritten(batch[index * 2])).slice(0, readersLeft);
      readersLeft -= readerIds.length;
      await tagContacts(scope, parents.id, { contactIds: every(5, ids) });
      await tagContacts(scope, readers.id, { contactIds: readerIds });
      if (news) await agree(scope, news.id, agreed);
    });
  }
  await transact(livePast);
}

/** A minor is left out of the letter. */
const mayBeWritten = (person?: NewContact): boolean => Boolean(person?.email) && (person?.birthDate ?? '') < '2008';

const peopleOf = (size: number) =>
  demoPeople(size).map(({ tags: _, ...person }, index) =>
    newContact.parse({
      ...person,
      lastName: `${person.lastName} ${surnameOf(index)}`,
      // The demo numbers its phones on four digits: past 10,000 people they would be too long.
      mobilePhone: person.mobilePhone && `+336399${String(index % 100_000).padStart(5, '0')}`,
      landlinePhone: null,
      source: 'Mesure',
    }),
  );

/** A surname of its own for each, so that a search finds a few and not a tenth of everyone. */
const syllables = ['ba', 'lo', 'mi', 'ra', 'ne', 'tu', 'so', 'vi', 'da', 'fe'];
const surnameOf = (index: number) =>
  String(index)
    .padStart(6, '0')
    .replace(/\d/g, (digit) => syllables[Number(digit)] ?? '')
    .replace(/^./, (letter) => letter.toUpperCase());

const every = <T>(step: number, all: readonly T[]): T[] => all.filter((_, index) => index % step === 0);

/** Three letters in a year, and up to three visits in the two years past; in SQL, for they are many. */
const livePast = ({ db, townHallId, now, actor }: Scope) =>
  sql`
    with people as (
      select id, row_number() over (order by id) as rank from contacts where town_hall_id = ${townHallId}
    ), past as (
      select id, 'letter_received' as kind, 'town_hall' as initiative, days_ago
      from people cross join unnest(array[30, 120, 300]) as days_ago
      union all
      select id, 'visit', 'contact', (rank * 7 + visit * 211) % 730 + 1
      from people cross join generate_series(1, 3) as visit where visit <= rank % 4
    )
    insert into interactions
      (town_hall_id, id, contact_id, kind, initiative, happened_at, recorded_at, actor_kind, actor_id, actor_name)
    select ${townHallId}, gen_random_uuid(), id, kind, initiative, ${now}::timestamptz - make_interval(days => days_ago::int),
      ${now}::timestamptz, ${actor.kind}, ${actor.id}, ${actor.name}
    from past`.execute(db);

const agree = (scope: Scope, purposeId: string, contactIds: readonly string[]) =>
  recordConsents(
    scope,
    contactIds.map((contactId) => ({
      contactId,
      purposeId,
      channel: 'email',
      answer: 'granted',
      method: 'paper',
      wording: 'Accord recueilli pour la mesure.',
    })),
  );
