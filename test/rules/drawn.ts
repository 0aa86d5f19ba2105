import fc from 'fast-check';
import { newId } from '../../src/platform/ids.ts';
import { rule } from '../../src/segments/rules/contract.ts';

export const TODAY = '2028-02-29T23:30:00.000Z'; // already 1 March in Paris
export const ids = <N extends string>(...names: N[]) =>
  Object.fromEntries(names.map((name) => [name, newId()])) as Record<N, string>;
export const { tagA, tagB, news, alerts, canteen } = ids('tagA', 'tagB', 'news', 'alerts', 'canteen');
export const { bourg, gue, school, roads, chair, teller } = ids('bourg', 'gue', 'school', 'roads', 'chair', 'teller');
export const { word, size, seen, bus, grade, days } = ids('word', 'size', 'seen', 'bus', 'grade', 'days');
export const { first, second, monday, friday } = ids('first', 'second', 'monday', 'friday');
export const segments = ids('tagged', 'others');
export const { committee, helpers } = ids('committee', 'helpers');

const exchange = fc.record({
  kind: fc.constantFrom('call', 'visit', 'letter_received'),
  initiative: fc.constantFrom('contact', 'town_hall'),
  happenedAt: fc.constantFrom(
    '2028-02-29T23:30:00.000Z',
    '2028-02-27T23:30:00.000Z',
    '2028-02-27T23:29:59.999Z',
    '2027-01-01T00:00:00.000Z',
  ),
  subjectId: fc.constantFrom(canteen, null),
  themeId: fc.constantFrom(school, null, null),
});

/** Rarely all of them; a blank is no value. */
export const custom = fc.record(
  {
    [word]: fc.constantFrom('Étang', 'l’étang 50 %', 'gué'),
    [size]: fc.constantFrom(-2, 0, 12.5, 13),
    [seen]: fc.constantFrom('2028-03-01', '2028-02-29', '2028-03-02', '2027-12-31'),
    [bus]: fc.boolean(),
    [grade]: fc.constantFrom(first, second),
    [days]: fc.constantFrom([monday], [monday, friday]),
  },
  { requiredKeys: [] },
);

/** What is known of someone in a small random town; small so that rules and people often meet. */
export const neighbour = fc.record({
  kind: fc.constantFrom('person', 'organization'),
  honorific: fc.constantFrom('mme', 'm', null),
  birthDate: fc.constantFrom('2010-03-01', '2010-03-02', '2008-02-29', '1998-02-28', null),
  category: fc.constantFrom('association', 'school', null),
  email: fc.constantFrom('a@b.example', null),
  mobilePhone: fc.constantFrom('+33639980001', null),
  addressLine: fc.constantFrom('', '3 rue de l’Étang', '3_rue', '50 % quai'),
  postcode: fc.constantFrom('', '99001'),
  municipality: fc.constantFrom('', 'Étang', 'ETANG', 'Gué'),
  source: fc.constantFrom('Guichet', 'guichet'),
  collectedOn: fc.constantFrom('2028-03-01', '2028-02-29', '2028-01-01'),
  createdAt: fc.constantFrom('2028-02-29T23:00:00.000Z', '2028-02-29T22:59:59.999Z', '2028-01-01T00:00:00.000Z'),
  informBy: fc.constantFrom('2028-03-30', null),
  archivedAt: fc.constantFrom(null, null, null, TODAY),
  districtId: fc.constantFrom(bourg, null),
  lists: fc.uniqueArray(fc.constantFrom(committee, helpers)),
  custom,
  tags: fc.uniqueArray(fc.constantFrom(tagA, tagB)),
  /** A person in the structure that stands so far from them. */
  roles: fc.uniqueArray(
    fc.record({
      roleId: fc.constantFrom(chair, teller),
      rank: fc.nat(11),
      since: fc.constantFrom(null, '2028-03-01', '2028-03-02'),
      until: fc.constantFrom(null, '2028-03-01', '2028-02-29'),
    }),
    { selector: ({ roleId }) => roleId, maxLength: 2 },
  ),
  consents: fc.uniqueArray(
    fc.record({
      purposeId: fc.constantFrom(news, alerts),
      channel: fc.constantFrom('email', 'sms'),
      answer: fc.constantFrom('granted', 'refused'),
    }),
    { selector: ({ purposeId, channel }) => purposeId + channel },
  ),
  /** Most have a short past; some, more exchanges than a facet remembers. */
  interactions: fc.oneof(
    { weight: 5, arbitrary: fc.array(exchange, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(exchange, { minLength: 11, maxLength: 16 }) },
  ),
});
export type Drawn = typeof neighbour extends fc.Arbitrary<infer N> ? N : never;
/** With the functions that are held today, seen from either end. */
export type Neighbour = Drawn & { held: { roleId: string; category: string | null }[]; heldBy: string[] };

export const period = fc.oneof(
  fc.record({ test: fc.constant('in_last_days'), days: fc.constantFrom(1, 2, 400) }),
  fc.record({ test: fc.constant('since'), day: fc.constantFrom('2028-03-01', '2028-02-29', '2027-01-01') }),
);
const membership = fc.constantFrom('is_one_of', 'is_none_of');
export const some = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
export const happened = {
  field: fc.constant('interaction'),
  kinds: fc.uniqueArray(fc.constantFrom('call', 'visit'), { maxLength: 2 }),
  initiative: fc.constantFrom('contact', 'town_hall', null),
  subjectId: fc.constantFrom(canteen, null, null),
  themeId: fc.constantFrom(school, roads, null, null, null),
  period: fc.option(period),
};
export const years = fc.constantFrom(0, 17, 18, 19, 20, 30);
const onField = (fieldId: string, asked: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ field: fc.constant('custom_field'), fieldId: fc.constant(fieldId), ...asked });
const numbers = fc.constantFrom(-3, 0, 12.5, 13);
const customCondition = fc.oneof(
  onField(word, {
    test: fc.constantFrom('contains', 'does_not_contain'),
    text: fc.constantFrom('ETANG', '50 %', 'g_é', 'zz'),
  }),
  onField(word, { test: fc.constantFrom('is', 'is_not'), text: fc.constantFrom('etang', 'Gué', 'L étang 50 %') }),
  onField(size, { test: fc.constantFrom('at_least', 'at_most'), number: numbers }),
  fc
    .tuple(numbers, numbers)
    .map(([a, b]) => ({ field: 'custom_field', fieldId: size, test: 'between', from: Math.min(a, b), to: Math.max(a, b) })),
  onField(seen, { test: fc.constantFrom('since', 'before'), day: fc.constantFrom('2028-02-29', '2028-03-02') }),
  onField(seen, { test: fc.constantFrom('in_last_days', 'in_next_days'), days: fc.constantFrom(1, 2, 400) }),
  onField(bus, { test: fc.constant('answers'), answer: fc.boolean() }),
  onField(grade, { test: membership, optionIds: some(first, second) }),
  onField(days, { test: membership, optionIds: some(monday, friday) }),
  fc
    .constantFrom(word, size, seen, bus, grade, days)
    .chain((fieldId) => onField(fieldId, { test: fc.constantFrom('is_filled', 'is_empty') })),
);
const condition = fc.oneof(
  { weight: 8, arbitrary: customCondition },
  fc.record({ field: fc.constant('district'), test: membership, values: some(bourg, gue) }),
  fc.record({
    field: fc.constant('role'),
    test: fc.constantFrom('has_one_of', 'has_none_of'),
    roleIds: fc.uniqueArray(fc.constantFrom(chair, teller)),
    categories: fc.uniqueArray(fc.constantFrom('association', 'school')),
  }),
  fc.record({ field: fc.constant('role_held'), roleIds: some(chair, teller), value: fc.boolean() }),
  fc.record({
    field: fc.constant('engagement'),
    test: membership,
    values: some('very_active', 'active', 'passive', 'dormant'),
  }),
  fc.record({ field: fc.constant('solicited'), value: fc.boolean() }),
  fc.record({
    field: fc.constant('reachable'),
    purposeId: fc.constantFrom(news, alerts),
    channel: fc.constantFrom('email', 'sms', 'letter', 'call'),
    value: fc.boolean(),
  }),
  fc.record({ field: fc.constant('list'), test: membership, values: some(committee, helpers) }),
  fc.record({
    field: fc.constant('reachable'),
    purposeId: fc.constantFrom(news, alerts),
    channel: fc.constantFrom('email', 'sms', 'letter', 'call'),
    value: fc.constant(false),
    because: fc.constantFrom('refused', 'minor', 'no_address', 'no_consent', 'suppressed'),
  }),
  fc.record({ field: fc.constant('segment'), test: membership, values: some(segments.tagged, segments.others) }),
  fc.record({ field: fc.constant('kind'), value: fc.constantFrom('person', 'organization') }),
  fc.record({ field: fc.constant('category'), test: membership, values: some('association', 'school', 'other') }),
  fc.record({ field: fc.constant('honorific'), test: membership, values: some('mme', 'm') }),
  fc.record({ field: fc.constant('municipality'), test: membership, values: some('étang', 'GUÉ', 'Lyon') }),
  fc.record({ field: fc.constant('postcode'), test: membership, values: some('99001', '99002') }),
  fc.record({ field: fc.constant('source'), test: membership, values: some('Guichet', 'x') }),
  fc.record({
    field: fc.constant('address'),
    test: fc.constantFrom('contains', 'does_not_contain'),
    value: fc.constantFrom('Rue de', 'l etang', '3_r', '50 %', 'q%i', '3\\r', '99001'),
  }),
  fc.record({ field: fc.constant('age'), test: fc.constantFrom('at_least', 'under'), years }),
  fc.tuple(years, years).map(([a, b]) => ({ field: 'age', test: 'between', from: Math.min(a, b), to: Math.max(a, b) })),
  fc.record({ field: fc.constantFrom('has_email', 'has_mobile', 'has_address'), value: fc.boolean() }),
  fc.record({ field: fc.constant('tag'), test: fc.constantFrom('has_one_of', 'has_none_of'), values: some(tagA, tagB) }),
  fc.record({
    field: fc.constant('consent'),
    purposeId: fc.constantFrom(news, alerts),
    channel: fc.constantFrom('email', 'sms'),
    answer: fc.constantFrom('granted', 'refused', 'not_asked'),
  }),
  fc.record({ ...happened, test: fc.constant('at_least'), times: fc.constantFrom(1, 2, 3, 12, 13) }),
  fc.record({ ...happened, test: fc.constant('never') }),
  fc.record({ field: fc.constant('to_inform'), value: fc.boolean() }),
  fc.record({ field: fc.constantFrom('collected', 'created'), period }),
);
export const match = fc.constantFrom('all', 'any');
const groupOf = (member: fc.Arbitrary<object>) =>
  fc.record({ field: fc.constant('group'), match, conditions: fc.array(member, { minLength: 1, maxLength: 3 }) });
const innerGroup = groupOf(condition);
const node = fc.oneof({ weight: 4, arbitrary: condition }, { weight: 1, arbitrary: groupOf(fc.oneof(condition, innerGroup)) });
export const anyRule = fc
  .record({
    version: fc.constant(1),
    match,
    conditions: fc.array(node, { maxLength: 4 }),
    except: fc.array(node, { maxLength: 2 }),
  })
  .map((drawn) => rule.parse(drawn));
