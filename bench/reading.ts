import { sql } from 'kysely';
import { adults } from '../src/admin/web/home/reachable.ts';
import { suppressAddresses } from '../src/consents/suppressions/suppressions.ts';
import { suppressionsDb } from '../src/consents/suppressions/tables.ts';
import { searchDuplicates } from '../src/contacts/duplicates/duplicates.ts';
import { contactsDb } from '../src/contacts/tables.ts';
import { sortedBy } from '../src/directory/contract.ts';
import { cursorAt } from '../src/platform/cursor.ts';
import { type Finding, measure, timed } from './measure.ts';
import { lettersPurpose, type Question, questionsOf } from './questions.ts';
import type { OpenTown } from './town.ts';

/** From a handful of people to a fifth of the town. */
const searches = ['balo', 'miratu', 'lea martin', 'rue du gue', 'exemple.example', 'sovida', 'tournebise', 'nene'];

/** A hundred pages of a village's records, or five of a city's: enough for a percentile that is not one bad moment. */
const runsAt = (contacts: number, most: number) => (contacts < 1_000_000 ? most : Math.ceil(most / 2));

/** Pages and counts, as the app asks for them. */
export async function measureReading(town: OpenTown): Promise<Finding[]> {
  const found = await measurePages(town);
  for (const question of await questionsOf(town.ask)) found.push(...(await measureQuestion(town, question)));
  return [...found, ...(await measureWhole(town))];
}

async function measurePages({ ask, size: contacts }: OpenTown): Promise<Finding[]> {
  const asked = (what: string) => ({ what, contacts, runs: runsAt(contacts, 100) });
  const searchAt = (run: number) => encodeURIComponent(searches[run % searches.length] ?? '');
  // In the middle of the alphabet: as many pages before it as after.
  const middle = cursorAt(['name', 'after', 'm', '01000000-0000-7000-8000-000000000000']);
  const found = [
    await measure(asked('contacts page'), () => ask('/contacts')),
    await measure(asked('contacts page: its total'), () => ask('/contacts/count')),
    await measure(asked('contacts page, in the middle of the list'), () => ask(`/contacts?cursor=${middle}`)),
  ];
  for (const sort of sortedBy.options.filter((one) => one !== 'name'))
    found.push(await measure(asked(`contacts page, sorted by ${sort}`), () => ask(`/contacts?sort=${sort}`)));
  return [
    ...found,
    await measure(asked('search'), (run) => ask(`/contacts?search=${searchAt(run)}`)),
    await measure(asked('search: its total'), (run) => ask(`/contacts/count?search=${searchAt(run)}`)),
  ];
}

async function measureQuestion(
  { ask, transact, size: contacts }: OpenTown,
  { what, rule, plainly }: Question,
): Promise<Finding[]> {
  const product = { what: `segment: ${what}`, contacts, runs: runsAt(contacts, 40) };
  const plain = { what: '  … in plain SQL', contacts, runs: 3 };
  return [
    await measure(product, () => ask('/segment-counts', { rule })),
    await measure(plain, () =>
      transact(({ db, townHallId }) =>
        sql`select count(*) from contacts as c where c.town_hall_id = ${townHallId} and c.archived_at is null and ${sql.raw(plainly)}`.execute(
          db,
        ),
      ),
    ),
  ];
}

/** What tells of everyone at once: beside a count, and on the first screen of the day. */
async function measureWhole(town: OpenTown): Promise<Finding[]> {
  const { ask, size: contacts } = town;
  const purposeId = await lettersPurpose(ask);
  const asked = (what: string) => ({ what, contacts, runs: runsAt(contacts, 20) });
  const over65 = { version: 1, match: 'all', conditions: [{ field: 'age', test: 'at_least', years: 65 }] };
  const askHome = () => ask('/segment-reaches', { rule: adults, purposeId, channel: 'email' });
  return [
    await measure(asked('breakdown of everyone'), () => ask('/segment-breakdowns', { rule: { version: 1, match: 'all' } })),
    await measure(asked('breakdown of those over 65'), () => ask('/segment-breakdowns', { rule: over65 })),
    await measure(asked('home: who may be written to, and why not the others'), askHome),
    await whileSuppressing(town, () => measure(asked('  … in a town that suppressed 1,000 addresses'), askHome)),
    await measureDuplicates(town),
  ];
}

/** The job of the night: the whole base compared with itself. */
async function measureDuplicates({ transact, size: contacts }: OpenTown): Promise<Finding> {
  const { seconds } = await timed(() => transact(searchDuplicates));
  return { what: 'looking for duplicates', contacts, figure: `${seconds.toFixed(2)} s`, values: { seconds } };
}

/** Each address is hashed as it is counted as soon as one is suppressed (docs/decisions/0010). */
async function whileSuppressing<T>({ transact }: OpenTown, work: () => Promise<T>): Promise<T> {
  await transact(async (scope) => {
    const bearers = await contactsDb(scope)
      .selectFrom('contacts')
      .select('email')
      .where('email', 'is not', null)
      .limit(1000)
      .execute();
    const addresses = bearers.map(({ email }) => ({ channel: 'email', address: email ?? '', reason: 'bounce' }) as const);
    await suppressAddresses(scope, addresses);
  });
  const found = await work();
  await transact((scope) => suppressionsDb(scope).deleteFrom('suppressions').execute());
  return found;
}
