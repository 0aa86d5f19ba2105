import { sql } from 'kysely';
import { engagementLevel } from '../engagement/contract.ts';
import { isEngaged, isSolicited } from '../engagement/engagement.ts';
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
      ages: ageBand.options.map((band) => ({ band, count: sum((one) => bandOf(one) === band) })),
      engagement: engagementLevel.options.map((level) => ({ level, count: sum((one) => levelOf(one) === level) })),
      solicited: sum(({ isSolicited }) => isSolicited),
    };
  });

interface Alike {
  districtId: string | null;
  isSolicited: boolean;
  /** From the eldest band down: whether they have reached it. Null: their birthday is not known. */
  hasReached: boolean[] | null;
  /** From the most engaged level down: whether they are at it or above. */
  isAtLeast: boolean[];
  count: number;
}

/** Each band begins at the birthday of its first age. */
const bands: [AgeBand, number][] = [
  ['over_75', 75],
  ['over_60', 60],
  ['over_45', 45],
  ['over_30', 30],
  ['over_18', 18],
];

const bandOf = ({ hasReached }: Alike): AgeBand =>
  hasReached === null ? 'unknown' : (bands.find((_, rank) => hasReached[rank])?.[0] ?? 'under_18');

const levels = engagementLevel.options;
const levelOf = ({ isAtLeast }: Alike) => levels.find((_, rank) => isAtLeast[rank]) ?? levels.at(-1);

/**
 * Those of one place, one age, one level, counted together. By yes and no, of which the planner knows that there are two: of an
 * age or a level in one column it expects a million, and counts on one core.
 */
async function countAlike(scope: Scope, rule: Rule): Promise<Alike[]> {
  const read = await readRule(scope, rule);
  const { asker, everyone } = joining();
  const isChosen = truthOf(scope, read, asker);
  const today = dayOf(scope.now);
  const ages = bands.map(([, years], rank) =>
    sql<boolean>`(contacts.birth_date <= ${yearsBefore(today, years)}::date)`.as(`age${rank}`),
  );
  const ranks = levels
    .slice(0, -1)
    .map((_, rank) => sql<boolean>`${isEngaged(scope, levels.slice(0, rank + 1), asker.among)}`.as(`level${rank}`));
  const figures = [
    sql<boolean>`(contacts.birth_date is not null)`.as('isBorn'),
    sql<boolean>`${isSolicited(scope, asker.among)}`.as('isSolicited'),
    ...ages,
    ...ranks,
  ];
  const listed = (prefix: string, columns: readonly unknown[]) =>
    sql<boolean[]>`array[${sql.join(columns.map((_, rank) => sql.ref(`${prefix}${rank}`)))}]`;
  return segmentsDb(scope)
    .with('chosen', () => everyone(scope).where(isChosen).select('contacts.districtId').select(figures))
    .selectFrom('chosen')
    .select(['districtId', 'isSolicited', ({ fn }) => fn.countAll<number>().as('count')])
    .select(sql<boolean[] | null>`case when is_born then ${listed('age', ages)} end`.as('hasReached'))
    .select(listed('level', ranks).as('isAtLeast'))
    .groupBy(['districtId', 'isSolicited', sql.ref('isBorn')])
    .groupBy([...ages.map((_, rank) => sql.ref(`age${rank}`)), ...ranks.map((_, rank) => sql.ref(`level${rank}`))])
    .execute();
}
