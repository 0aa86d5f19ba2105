import type { Purpose } from '../src/consents/contract.ts';
import type { Tag } from '../src/contacts/contract.ts';
import type { Vocabulary } from '../src/segments/contract.ts';
import type { rule } from '../src/segments/rules/contract.ts';
import { CHILDREN, PARENTS_TAG, SCHOOL } from './population.ts';
import type { OpenTown } from './town.ts';

export type AskedRule = (typeof rule)['_zod']['input'];

export interface Question {
  what: string;
  rule: AskedRule;
  /** The same asked of the records, answers and exchanges themselves, as one would by hand: what follows « where ». */
  plainly: string;
}

const lastYear = { test: 'in_last_days', days: 365 } as const;
const visits = { field: 'interaction', kinds: ['visit'] } as const;

const all = (...conditions: NonNullable<AskedRule['conditions']>): AskedRule => ({ version: 1, match: 'all', conditions });

const wrote = (conditions: string) =>
  `select from interactions as i where i.town_hall_id = c.town_hall_id and i.contact_id = c.id and ${conditions}`;
const inLastYear = `i.happened_at >= now() - interval '365 days'`;
const anAct = `i.initiative = 'contact' and i.kind not in ('consent_given', 'consent_refused', 'opted_out')`;

/** A dozen questions a town hall asks, from one column to three tables. */
export async function questionsOf(ask: OpenTown['ask']): Promise<Question[]> {
  const tagId = (await ask<Tag[]>('/tags')).find(({ name }) => name === PARENTS_TAG)?.id ?? '';
  const purposeId = await lettersPurpose(ask);
  const agreed = { field: 'consent', purposeId, channel: 'email', answer: 'granted' } as const;
  const parents = { field: 'tag', test: 'has_one_of', values: [tagId] } as const;
  const isParent = `exists (select from contact_tags t where t.town_hall_id = c.town_hall_id and t.contact_id = c.id and t.tag_id = '${tagId}')`;
  const said = saying(purposeId);
  return [
    { what: 'everyone, and the reach bar', rule: all(), plainly: 'true' },
    {
      what: 'aged 65 and over',
      rule: all({ field: 'age', test: 'at_least', years: 65 }),
      plainly: `c.birth_date <= current_date - interval '65 years'`,
    },
    {
      what: 'parents aged 25 to 45',
      rule: all({ field: 'age', test: 'between', from: 25, to: 45 }, parents),
      plainly: `c.birth_date between current_date - interval '46 years' and current_date - interval '25 years' and ${isParent}`,
    },
    {
      what: 'lives rue du Gué',
      rule: all({ field: 'address', test: 'contains', value: 'rue du Gué' }),
      plainly: `c.address_line ilike '%rue du Gué%'`,
    },
    {
      what: 'agreed to the letter, by e-mail',
      rule: all(agreed, { field: 'has_email', value: true }),
      plainly: `c.email is not null and exists (${said('granted')})`,
    },
    ...visitQuestions,
    ...shapedQuestions(await ask<Vocabulary>('/segment-vocabulary'), purposeId),
    {
      what: 'over 65, or parents who came; save who agreed',
      rule: {
        ...{ version: 1, match: 'any', except: [agreed] },
        conditions: [
          { field: 'age', test: 'at_least', years: 65 },
          { field: 'group', match: 'all', conditions: [parents, { ...visits, test: 'at_least', times: 1 }] },
        ],
      },
      plainly: `(c.birth_date <= current_date - interval '65 years' or ${isParent} and exists (${wrote(`i.kind = 'visit'`)}))
        and not exists (${said('granted')})`,
    },
  ];
}

export const lettersPurpose = async (ask: OpenTown['ask']): Promise<string> =>
  (await ask<Purpose[]>('/purposes')).find(({ code }) => code === 'municipal_news')?.id ?? '';

const saying = (purposeId: string) => (answer: 'granted' | 'refused') =>
  `select from consents s where s.town_hall_id = c.town_hall_id and s.contact_id = c.id and s.purpose_id = '${purposeId}'
    and s.channel = 'email' and s.answer = '${answer}'`;

const visitQuestions: Question[] = [
  {
    what: 'came in the last year',
    rule: all({ ...visits, test: 'at_least', times: 1, period: lastYear }),
    plainly: `exists (${wrote(`i.kind = 'visit' and ${inLastYear}`)})`,
  },
  {
    what: 'came twice or more',
    rule: all({ ...visits, test: 'at_least', times: 2 }),
    plainly: `(${wrote(`i.kind = 'visit'`).replace('select', 'select count(*)')}) >= 2`,
  },
  {
    what: 'never came in the last year',
    rule: all({ ...visits, test: 'never', period: lastYear }),
    plainly: `not exists (${wrote(`i.kind = 'visit' and ${inLastYear}`)})`,
  },
];

/** What the mairie added to its records, who may be written to and who is written to often. */
function shapedQuestions({ fields, districts }: Vocabulary, purposeId: string): Question[] {
  const fieldNamed = (name: string) => fields.find((field) => field.name === name);
  const school = { field: 'custom_field', fieldId: fieldNamed(SCHOOL)?.id ?? '' } as const;
  const tilleuls = fieldNamed(SCHOOL)?.options[0]?.id ?? '';
  const children = { field: 'custom_field', fieldId: fieldNamed(CHILDREN)?.id ?? '' } as const;
  const district = districts[0]?.id ?? '';
  const said = saying(purposeId);
  return [
    {
      what: 'a school, one’s own field',
      rule: all({ ...school, test: 'is_one_of', optionIds: [tilleuls] }),
      plainly: `c.custom ->> '${school.fieldId}' = '${tilleuls}'`,
    },
    {
      what: 'two children or more, one’s own field',
      rule: all({ ...children, test: 'at_least', number: 2 }),
      plainly: `(c.custom ->> '${children.fieldId}')::numeric >= 2`,
    },
    {
      what: 'of a district, active',
      rule: all(
        { field: 'district', test: 'is_one_of', values: [district] },
        { field: 'engagement', test: 'is_one_of', values: ['very_active', 'active'] },
      ),
      plainly: `c.district_id = '${district}' and exists (${wrote(`${anAct} and ${inLastYear}`)})`,
    },
    {
      what: 'may be written to',
      rule: all({ field: 'reachable', purposeId, channel: 'email', value: true }),
      plainly: `c.email is not null and not exists (${said('refused')}) and exists (${said('granted')})
        and (c.birth_date is null or c.birth_date <= current_date - interval '18 years')`,
    },
    {
      what: 'much solicited',
      rule: all({ field: 'solicited', value: true }),
      plainly: `(${wrote(`i.kind = 'letter_received' and i.happened_at >= now() - interval '30 days'`).replace('select', 'select count(*)')}) >= 4`,
    },
  ];
}
