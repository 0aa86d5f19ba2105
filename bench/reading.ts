import type { Purpose } from '../src/consents/contract.ts';
import type { Tag } from '../src/contacts/contract.ts';
import type { Vocabulary } from '../src/segments/contract.ts';
import type { rule } from '../src/segments/rules/contract.ts';
import { type Finding, measure } from './measure.ts';
import { CHILDREN, PARENTS_TAG, SCHOOL } from './population.ts';
import type { OpenTown } from './town.ts';

type AskedRule = (typeof rule)['_zod']['input'];

/** From a handful of people to a fifth of the town. */
const searches = ['balo', 'miratu', 'lea martin', 'rue du gue', 'exemple.example', 'sovida', 'tournebise', 'nene'];

/** Pages and counts, as the app asks for them. */
export async function measureReading({ ask, size: contacts }: OpenTown): Promise<Finding[]> {
  const asked = (what: string, runs = 100) => ({ what, contacts, runs });
  const searchAt = (run: number) => encodeURIComponent(searches[run % searches.length] ?? '');
  const found = [
    await measure(asked('contacts page'), () => ask('/contacts')),
    await measure(asked('contacts page: its total'), () => ask('/contacts/count')),
    await measure(asked('search'), (run) => ask(`/contacts?search=${searchAt(run)}`)),
    await measure(asked('search: its total'), (run) => ask(`/contacts/count?search=${searchAt(run)}`)),
  ];
  for (const [question, rule] of await questions(ask))
    found.push(await measure(asked(`segment: ${question}`, 40), () => ask('/segment-counts', { rule })));
  return found;
}

type Ruling = (conditions: AskedRule['conditions']) => AskedRule;

/** What the mairie added to its records, who may be written to and who is written to often. */
function shapedQuestions(all: Ruling, { fields, districts }: Vocabulary, purposeId: string): [string, AskedRule][] {
  const fieldNamed = (name: string) => fields.find((field) => field.name === name);
  const school = { field: 'custom_field', fieldId: fieldNamed(SCHOOL)?.id ?? '' } as const;
  const [tilleuls] = fieldNamed(SCHOOL)?.options ?? [];
  const children = { field: 'custom_field', fieldId: fieldNamed(CHILDREN)?.id ?? '' } as const;
  return [
    ['a school, one’s own field', all([{ ...school, test: 'is_one_of', optionIds: [tilleuls?.id ?? ''] }])],
    ['two children or more, one’s own field', all([{ ...children, test: 'at_least', number: 2 }])],
    [
      'of a district, active',
      all([
        { field: 'district', test: 'is_one_of', values: [districts[0]?.id ?? ''] },
        { field: 'engagement', test: 'is_one_of', values: ['very_active', 'active'] },
      ]),
    ],
    ['may be written to', all([{ field: 'reachable', purposeId, channel: 'email', value: true }])],
    ['much solicited', all([{ field: 'solicited', value: true }])],
  ];
}

/** A dozen questions a town hall asks, from one column to three tables. */
async function questions(ask: OpenTown['ask']): Promise<[string, AskedRule][]> {
  const tagId = (await ask<Tag[]>('/tags')).find(({ name }) => name === PARENTS_TAG)?.id ?? '';
  const purposeId = (await ask<Purpose[]>('/purposes')).find(({ code }) => code === 'municipal_news')?.id ?? '';
  const lastYear = { test: 'in_last_days', days: 365 } as const;
  const all = (conditions: AskedRule['conditions'], except: AskedRule['except'] = []): AskedRule => ({
    ...{ version: 1, match: 'all', conditions, except },
  });
  const agreed = { field: 'consent', purposeId, channel: 'email', answer: 'granted' } as const;
  const parents = { field: 'tag', test: 'has_one_of', values: [tagId] } as const;
  return [
    ['aged 65 and over', all([{ field: 'age', test: 'at_least', years: 65 }])],
    ['parents aged 25 to 45', all([{ field: 'age', test: 'between', from: 25, to: 45 }, parents])],
    ['lives rue du Gué', all([{ field: 'address', test: 'contains', value: 'rue du Gué' }])],
    ['agreed to the letter, by e-mail', all([agreed, { field: 'has_email', value: true }])],
    ['came in the last year', all([{ field: 'interaction', test: 'at_least', times: 1, kinds: ['visit'], period: lastYear }])],
    ['came twice or more', all([{ field: 'interaction', test: 'at_least', times: 2, kinds: ['visit'] }])],
    ['never came in the last year', all([{ field: 'interaction', test: 'never', kinds: ['visit'], period: lastYear }])],
    ...shapedQuestions(all, await ask<Vocabulary>('/segment-vocabulary'), purposeId),
    [
      'over 65, or parents who came; save who agreed',
      {
        ...{ version: 1, match: 'any', except: [agreed] },
        conditions: [
          { field: 'age', test: 'at_least', years: 65 },
          {
            ...{ field: 'group', match: 'all' },
            conditions: [parents, { field: 'interaction', test: 'at_least', times: 1, kinds: ['visit'] }],
          },
        ],
      },
    ],
  ];
}
