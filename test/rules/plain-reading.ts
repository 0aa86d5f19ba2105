import type { Condition, Rule, RuleNode } from '../../src/segments/rules/contract.ts';
import { type Neighbour, segments, tagA } from './drawn.ts';

/** The plain reading of a rule, one person at a time: what the SQL must agree with. */
export function isChosen(person: Neighbour, { match, conditions, except }: Rule): boolean {
  const isTrue = (one: RuleNode): boolean =>
    one.field === 'group'
      ? one.match === 'all'
        ? one.conditions.every(isTrue)
        : one.conditions.some(isTrue)
      : holds(person, one);
  const isKept = conditions.length === 0 || (match === 'all' ? conditions.every(isTrue) : conditions.some(isTrue));
  return person.archivedAt === null && isKept && !except.some(isTrue);
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'\s.,-]+/g, ' ')
    .trim();

type On<F extends Condition['field']> = Extract<Condition, { field: F }>;

const isAmong = (values: readonly string[], value: string | null) => value !== null && values.map(fold).includes(fold(value));

type Listed = 'category' | 'honorific' | 'municipality' | 'postcode';
const isListed = (person: Neighbour, one: On<Listed>) => isAmong(one.values, person[one.field]) === (one.test === 'is_one_of');

const readings: { [F in Condition['field']]: (person: Neighbour, one: On<F>) => boolean } = {
  kind: ({ kind }, one) => kind === one.value,
  category: isListed,
  honorific: isListed,
  municipality: isListed,
  postcode: isListed,
  source: ({ source }, one) => one.values.includes(source) === (one.test === 'is_one_of'),
  address: ({ addressLine }, one) => fold(addressLine).includes(fold(one.value)) === (one.test === 'contains'),
  age: ({ birthDate }, one) => isAged(birthDate, one),
  has_email: ({ email }, one) => (email !== null) === one.value,
  has_mobile: ({ mobilePhone }, one) => (mobilePhone !== null) === one.value,
  has_address: ({ addressLine, postcode, municipality }, one) =>
    (addressLine !== '' && postcode + municipality !== '') === one.value,
  tag: ({ tags }, one) => tags.some((tagId) => one.values.includes(tagId)) === (one.test === 'has_one_of'),
  consent: ({ consents }, one) => {
    const given = consents.find(({ purposeId, channel }) => purposeId === one.purposeId && channel === one.channel);
    return (given?.answer ?? 'not_asked') === one.answer;
  },
  interaction: (person, one) => {
    const times = timesOf(person, one);
    return one.test === 'never' ? times === 0 : times >= one.times;
  },
  district: ({ districtId }, one) => one.values.includes(districtId ?? '') === (one.test === 'is_one_of'),
  custom_field: ({ custom }, one) => isAnswered(custom[one.fieldId], one),
  role: (person, { roleIds, categories, test }) => {
    const held = person.held.some(
      ({ roleId, category }) =>
        (roleIds.length === 0 || roleIds.includes(roleId)) &&
        (categories.length === 0 || categories.includes(category as 'school')),
    );
    return held === (test === 'has_one_of');
  },
  role_held: ({ kind, heldBy }, one) =>
    kind === 'organization' && heldBy.some((roleId) => one.roleIds.includes(roleId)) === one.value,
  engagement: (person, one) => one.values.includes(levelOf(person)) === (one.test === 'is_one_of'),
  solicited: ({ interactions }, one) =>
    interactions.filter((told) => told.kind === 'letter_received' && isRecent(told)).length >= 4 === one.value,
  reachable: (person, one) =>
    one.because ? barrierOf(person, one) === one.because : (barrierOf(person, one) === null) === one.value,
  list: ({ lists }, one) => lists.some((id) => one.values.includes(id)) === (one.test === 'is_one_of'),
  segment: (person, one) =>
    one.values.some((id) => isChosenBy[id === segments.tagged ? 'tagged' : 'others'](person)) === (one.test === 'is_one_of'),
  to_inform: ({ informBy }, one) => (informBy !== null) === one.value,
  collected: ({ collectedOn }, one) => collectedOn >= firstDay(one.period),
  created: ({ createdAt }, one) => createdAt >= firstInstant(one.period),
};

const holds = (person: Neighbour, one: Condition): boolean =>
  (readings[one.field] as (person: Neighbour, one: Condition) => boolean)(person, one);

/** The two segments a rule may lean on, the second one on the first. */
const isChosenBy = {
  tagged: ({ tags }: Neighbour) => tags.includes(tagA),
  others: (person: Neighbour): boolean => person.kind === 'person' && !isChosenBy.tagged(person),
};

function isAnswered(value: unknown, one: Condition & { field: 'custom_field' }): boolean {
  const text = fold(String(value ?? ''));
  const within = (from: string, to: string) => typeof value === 'string' && value >= from && value <= to;
  switch (one.test) {
    case 'contains':
    case 'does_not_contain':
      return (value !== undefined && text.includes(fold(one.text))) === (one.test === 'contains');
    case 'is':
    case 'is_not':
      return (value !== undefined && text === fold(one.text)) === (one.test === 'is');
    case 'at_least':
      return typeof value === 'number' && value >= one.number;
    case 'at_most':
      return typeof value === 'number' && value <= one.number;
    case 'between':
      return typeof value === 'number' && value >= one.from && value <= one.to;
    case 'since':
      return within(one.day, '9');
    case 'before':
      return within('', one.day) && value !== one.day;
    case 'in_last_days':
      return within(dayAfter[daysAgo[one.days] ?? ''] ?? '', '2028-03-01');
    case 'in_next_days':
      return within('2028-03-01', one.days === 1 ? '2028-03-02' : '2029');
    case 'answers':
      return value === one.answer;
    case 'is_one_of':
    case 'is_none_of':
      return [value].flat().some((id) => one.optionIds.includes(String(id))) === (one.test === 'is_one_of');
    case 'is_filled':
      return value !== undefined;
    case 'is_empty':
      return value === undefined;
  }
}

const isRecent = ({ happenedAt }: { happenedAt: string }) => happenedAt > '2028';

function levelOf({ interactions }: Neighbour) {
  const acts = interactions.filter((told) => told.initiative === 'contact' && isRecent(told)).length;
  if (acts > 0) return acts >= 3 ? 'very_active' : 'active';
  return interactions.some((told) => told.kind === 'letter_received' && isRecent(told)) ? 'passive' : 'dormant';
}

/** Both purposes need an agreement, neither is open to minors, and nobody is suppressed. */
function barrierOf(person: Neighbour, { purposeId, channel }: Condition & { field: 'reachable' }) {
  const given = person.consents.find((one) => one.purposeId === purposeId && one.channel === channel);
  const hasAddress = {
    email: person.email !== null,
    sms: person.mobilePhone !== null,
    letter: person.addressLine !== '' && person.municipality !== '',
    call: person.mobilePhone !== null,
  }[channel];
  if (given?.answer === 'refused') return 'refused';
  if (person.birthDate === '2010-03-02') return 'minor';
  if (!hasAddress) return 'no_address';
  return given ? null : 'no_consent';
}

function isAged(birthDate: string | null, one: Condition & { field: 'age' }): boolean {
  if (birthDate === null) return false;
  const age = 2028 - Number(birthDate.slice(0, 4)) - ('03-01' < birthDate.slice(5) ? 1 : 0);
  if (one.test === 'at_least') return age >= one.years;
  return one.test === 'under' ? age < one.years : age >= one.from && age <= one.to;
}

const timesOf = (person: Neighbour, one: Condition & { field: 'interaction' }) =>
  person.interactions.filter(
    ({ kind, initiative, subjectId, themeId, happenedAt }) =>
      (one.kinds.length === 0 || one.kinds.includes(kind as 'call')) &&
      (one.initiative === null || initiative === one.initiative) &&
      (one.subjectId === null || subjectId === one.subjectId) &&
      (one.themeId === null || themeId === one.themeId) &&
      (one.period === null || happenedAt >= firstInstant(one.period)),
  ).length;

type Period = NonNullable<(Condition & { field: 'interaction' })['period']>;
const daysAgo: Record<number, string> = { 1: '2028-02-28', 2: '2028-02-27', 400: '2027-01-25' };
const dayBefore: Record<string, string> = {
  '2028-03-01': '2028-02-29',
  '2028-02-29': '2028-02-28',
  '2027-01-01': '2026-12-31',
};
/** In Paris, in winter, 23:30 UTC is half past midnight of the next day. */
const firstInstant = (one: Period) =>
  one.test === 'since' ? `${dayBefore[one.day]}T23:00:00.000Z` : `${daysAgo[one.days]}T23:30:00.000Z`;
const dayAfter: Record<string, string> = {
  '2028-02-28': '2028-02-29',
  '2028-02-27': '2028-02-28',
  '2027-01-25': '2027-01-26',
};
const firstDay = (one: Period) => (one.test === 'since' ? one.day : (dayAfter[daysAgo[one.days] ?? ''] ?? ''));
