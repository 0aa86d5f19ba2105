import { sql } from 'kysely';
import { engagementLevel } from '../engagement/contract.ts';
import { engagementOf, isSolicited } from '../engagement/engagement.ts';
import type { Scope } from '../platform/scope.ts';
import { dayOf, yearsBefore } from '../platform/time.ts';
import { listDistricts } from '../townhalls/districts/districts.ts';
import { type AgeBand, ageBand, type Breakdown } from './contract.ts';
import { withinPatience } from './counting.ts';
import { joining } from './joining.ts';
import type { Rule } from './rules/contract.ts';
import { readRule } from './rules/reading.ts';
import { truthOf } from './rules/rules.ts';
import { segmentsDb } from './tables.ts';

/** Who they are: where they live, how old, how engaged, and how many have already received much. One pass over the chosen. */
export const breakDown = (scope: Scope, rule: Rule): Promise<Breakdown> =>
  withinPatience(scope, async () => {
    const alike = await countAlike(scope, rule);
    const sum = (is: (one: Alike) => boolean) => alike.reduce((total, one) => (is(one) ? total + one.count : total), 0);
    const districts = (await listDistricts(scope)).map(({ id, name }) => ({
      id,
      name,
      count: sum(({ districtId }) => districtId === id),
    }));
    return {
      districts: districts.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count),
      noDistrict: sum(({ districtId }) => districtId === null),
      ages: ageBand.options.map((band) => ({ band, count: sum((one) => one.band === band) })),
      engagement: engagementLevel.options.map((level) => ({ level, count: sum((one) => one.level === level) })),
      solicited: sum(({ isSolicited }) => isSolicited),
    };
  });

type Alike = Awaited<ReturnType<typeof countAlike>>[number];

/** Those of one place, one age, one level, counted together. */
async function countAlike(scope: Scope, rule: Rule) {
  const read = await readRule(scope, rule);
  const { asker, everyone } = joining();
  const isChosen = truthOf(scope, read, asker);
  const figures = [
    bandOf(scope).as('band'),
    engagementOf(scope, asker.among).as('level'),
    sql<boolean>`${isSolicited(scope, asker.among)}`.as('isSolicited'),
  ] as const;
  return segmentsDb(scope)
    .with('chosen', () => everyone(scope).where(isChosen).select('contacts.districtId').select(figures))
    .selectFrom('chosen')
    .select(['districtId', 'band', 'level', 'isSolicited', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['districtId', 'band', 'level', 'isSolicited'])
    .execute();
}

/** Each band begins at the birthday of its first age. */
const from: [AgeBand, number][] = [
  ['over_75', 75],
  ['over_60', 60],
  ['over_45', 45],
  ['over_30', 30],
  ['over_18', 18],
];

function bandOf({ now }: Scope) {
  const today = dayOf(now);
  const steps = from.map(([band, years]) => sql`when birth_date <= ${yearsBefore(today, years)}::date then ${sql.lit(band)}`);
  return sql<AgeBand>`case when birth_date is null then 'unknown' ${sql.join(steps, sql` `)} else 'under_18' end`;
}
