import fc from 'fast-check';
import type { Insertable } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { story } from '../../../test/town.ts';
import { type ConsentTables, consentsDb } from '../../consents/tables.ts';
import { type ContactTables, contactsDb } from '../../contacts/tables.ts';
import { recordInteractions } from '../../interactions/interactions.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import type { DistrictTables } from '../../townhalls/districts/tables.ts';
import type { ThemeTables } from '../../townhalls/themes/tables.ts';
import { segmentsApi } from '../contract.ts';
import { explain } from '../explanation.ts';
import { contactsIn, countRule } from '../segments.ts';
import { segmentsDb } from '../tables.ts';
import { namesIn, noVocabulary } from '../web/builder.ts';
import { type Condition, type Rule, type RuleNode, rule } from './contract.ts';
import { sentenceText } from './labels.ts';

const TODAY = '2028-02-29T23:30:00.000Z'; // already 1 March in Paris
const ids = <N extends string>(...names: N[]) => Object.fromEntries(names.map((name) => [name, newId()])) as Record<N, string>;
const { tagA, tagB, news, alerts, canteen } = ids('tagA', 'tagB', 'news', 'alerts', 'canteen');
const { bourg, gue, school, roads, chair, teller } = ids('bourg', 'gue', 'school', 'roads', 'chair', 'teller');
const { word, size, seen, bus, grade, days } = ids('word', 'size', 'seen', 'bus', 'grade', 'days');
const { first, second, monday, friday } = ids('first', 'second', 'monday', 'friday');
const segments = ids('tagged', 'others');
const { committee, helpers } = ids('committee', 'helpers');

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
const custom = fc.record(
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
const neighbour = fc.record({
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
type Drawn = typeof neighbour extends fc.Arbitrary<infer N> ? N : never;
/** With the functions that are held today, seen from either end. */
type Neighbour = Drawn & { held: { roleId: string; category: string | null }[]; heldBy: string[] };

const period = fc.oneof(
  fc.record({ test: fc.constant('in_last_days'), days: fc.constantFrom(1, 2, 400) }),
  fc.record({ test: fc.constant('since'), day: fc.constantFrom('2028-03-01', '2028-02-29', '2027-01-01') }),
);
const membership = fc.constantFrom('is_one_of', 'is_none_of');
const some = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const happened = {
  field: fc.constant('interaction'),
  kinds: fc.uniqueArray(fc.constantFrom('call', 'visit'), { maxLength: 2 }),
  initiative: fc.constantFrom('contact', 'town_hall', null),
  subjectId: fc.constantFrom(canteen, null, null),
  themeId: fc.constantFrom(school, roads, null, null, null),
  period: fc.option(period),
};
const years = fc.constantFrom(0, 17, 18, 19, 20, 30);
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
const match = fc.constantFrom('all', 'any');
const groupOf = (member: fc.Arbitrary<object>) =>
  fc.record({ field: fc.constant('group'), match, conditions: fc.array(member, { minLength: 1, maxLength: 3 }) });
const innerGroup = groupOf(condition);
const node = fc.oneof({ weight: 4, arbitrary: condition }, { weight: 1, arbitrary: groupOf(fc.oneof(condition, innerGroup)) });
const anyRule = fc
  .record({
    version: fc.constant(1),
    match,
    conditions: fc.array(node, { maxLength: 4 }),
    except: fc.array(node, { maxLength: 2 }),
  })
  .map((drawn) => rule.parse(drawn));

/** The plain reading of a rule, one person at a time: what the SQL must agree with. */
function isChosen(person: Neighbour, { match, conditions, except }: Rule): boolean {
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

function holds(person: Neighbour, one: Condition): boolean {
  const is = (value: string | null) => value !== null && (one as { values: string[] }).values.map(fold).includes(fold(value));
  switch (one.field) {
    case 'kind':
      return person.kind === one.value;
    case 'category':
    case 'honorific':
    case 'municipality':
    case 'postcode':
      return is(person[one.field]) === (one.test === 'is_one_of');
    case 'source':
      return one.values.includes(person.source) === (one.test === 'is_one_of');
    case 'address':
      return fold(person.addressLine).includes(fold(one.value)) === (one.test === 'contains');
    case 'age':
      return isAged(person.birthDate, one);
    case 'has_email':
      return (person.email !== null) === one.value;
    case 'has_mobile':
      return (person.mobilePhone !== null) === one.value;
    case 'has_address':
      return (person.addressLine !== '' && person.postcode + person.municipality !== '') === one.value;
    case 'tag':
      return person.tags.some((tagId) => one.values.includes(tagId)) === (one.test === 'has_one_of');
    case 'consent': {
      const given = person.consents.find(({ purposeId, channel }) => purposeId === one.purposeId && channel === one.channel);
      return (given?.answer ?? 'not_asked') === one.answer;
    }
    case 'interaction': {
      const times = timesOf(person, one);
      return one.test === 'never' ? times === 0 : times >= one.times;
    }
    case 'district':
      return one.values.includes(person.districtId ?? '') === (one.test === 'is_one_of');
    case 'custom_field':
      return isAnswered(person.custom[one.fieldId], one);
    case 'role': {
      const { roleIds, categories } = one;
      const held = person.held.some(
        ({ roleId, category }) =>
          (roleIds.length === 0 || roleIds.includes(roleId)) &&
          (categories.length === 0 || categories.includes(category as 'school')),
      );
      return held === (one.test === 'has_one_of');
    }
    case 'role_held':
      return person.kind === 'organization' && person.heldBy.some((roleId) => one.roleIds.includes(roleId)) === one.value;
    case 'engagement':
      return one.values.includes(levelOf(person)) === (one.test === 'is_one_of');
    case 'solicited':
      return person.interactions.filter((told) => told.kind === 'letter_received' && isRecent(told)).length >= 4 === one.value;
    case 'reachable':
      return one.because ? barrierOf(person, one) === one.because : (barrierOf(person, one) === null) === one.value;
    case 'list':
      return person.lists.some((id) => one.values.includes(id)) === (one.test === 'is_one_of');
    case 'segment':
      return (
        one.values.some((id) => isChosenBy[id === segments.tagged ? 'tagged' : 'others'](person)) === (one.test === 'is_one_of')
      );
    case 'to_inform':
      return (person.informBy !== null) === one.value;
    case 'collected':
      return person.collectedOn >= firstDay(one.period);
    case 'created':
      return person.createdAt >= firstInstant(one.period);
  }
}

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
const dayBefore: Record<string, string> = { '2028-03-01': '2028-02-29', '2028-02-29': '2028-02-28', '2027-01-01': '2026-12-31' };
/** In Paris, in winter, 23:30 UTC is half past midnight of the next day. */
const firstInstant = (one: Period) =>
  one.test === 'since' ? `${dayBefore[one.day]}T23:00:00.000Z` : `${daysAgo[one.days]}T23:30:00.000Z`;
const dayAfter: Record<string, string> = { '2028-02-28': '2028-02-29', '2028-02-27': '2028-02-28', '2027-01-25': '2027-01-26' };
const firstDay = (one: Period) => (one.test === 'since' ? one.day : (dayAfter[daysAgo[one.days] ?? ''] ?? ''));

async function settle(scope: Scope, people: readonly Drawn[]): Promise<Map<string, Neighbour>> {
  const settled = new Map(people.map((person): [string, Neighbour] => [newId(), { ...person, held: [], heldBy: [] }]));
  const rows = [...settled].map(
    ([id, { tags: _, consents: __, interactions: ___, roles: ____, lists: _____, held: _h, heldBy: _b, custom, ...person }]) => ({
      ...person,
      id,
      custom: JSON.stringify(custom),
      firstName: 'Rue',
      lastName: 'Étang',
      category: person.kind === 'organization' ? person.category : null,
      siret: null,
      landlinePhone: null,
      changedAt: TODAY,
    }),
  );
  for (const { id, category } of rows) Object.assign(settled.get(id) ?? {}, { category });
  await contactsDb(scope)
    .insertInto('contacts')
    .values(rows as unknown as Insertable<ContactTables['contacts']>[])
    .execute();
  const tags = [...settled].flatMap(([contactId, { tags }]) => tags.map((tagId) => ({ contactId, tagId })));
  if (tags.length > 0) await contactsDb(scope).insertInto('contactTags').values(tags).execute();
  const consents = [...settled].flatMap(([contactId, { consents }]) =>
    consents.map((one) => ({ contactId, since: TODAY, ...one })),
  );
  if (consents.length > 0)
    await consentsDb(scope)
      .insertInto('consents')
      .values(consents as Insertable<ConsentTables['consents']>[])
      .execute();
  const happened = [...settled].flatMap(([contactId, { interactions }]) =>
    interactions.map(({ subjectId, themeId, kind, initiative, happenedAt }) => ({
      contactId,
      themeId: themeId ?? undefined,
      kind: kind as 'call',
      initiative: initiative as 'contact',
      happenedAt,
      ...(subjectId ? { subject: { kind: 'consultation', id: subjectId, label: 'Cantine' } } : {}),
    })),
  );
  await recordInteractions(scope, happened);
  const listed = [...settled].flatMap(([contactId, { lists }]) =>
    lists.map((segmentId) => ({ contactId, segmentId, addedAt: TODAY, addedBy: 'Nadia' })),
  );
  if (listed.length > 0) await segmentsDb(scope).insertInto('listMembers').values(listed).execute();
  await link(scope, settled);
  return settled;
}

/** Gives people their functions in the structures they were drawn with. */
async function link(scope: Scope, settled: Map<string, Neighbour>): Promise<void> {
  const all = [...settled];
  const memberships = all.flatMap(([personId, person]) =>
    person.roles.flatMap(({ rank, ...role }) => {
      const [organizationId, organization] = all[rank % all.length] ?? ['', person];
      if (person.kind !== 'person' || organization.kind !== 'organization' || (role.until ?? '9') < (role.since ?? '')) return [];
      note(person, organization, role);
      return [{ id: newId(), personId, organizationId, ...role, createdAt: TODAY }];
    }),
  );
  if (memberships.length > 0) await contactsDb(scope).insertInto('memberships').values(memberships).execute();
}

function note(person: Neighbour, organization: Neighbour, { roleId, since, until }: Omit<Drawn['roles'][number], 'rank'>) {
  if ((since ?? '') > '2028-03-01' || (until ?? '9') < '2028-03-01') return;
  if (!organization.archivedAt) person.held.push({ roleId, category: organization.category });
  if (!person.archivedAt) organization.heldBy.push(roleId);
}

/** What a rule of the story may name. */
async function shape(scope: Scope): Promise<void> {
  const db = contactsDb(scope).withTables<ConsentTables & DistrictTables & ThemeTables>();
  const since = { createdAt: TODAY };
  await db
    .insertInto('tags')
    .values([
      { id: tagA, name: 'A', ...since },
      { id: tagB, name: 'B', ...since },
    ])
    .execute();
  const purpose = { legalBasis: 'consent', retentionMonths: 36, ...since } as const;
  await db
    .insertInto('purposes')
    .values([
      { id: news, code: 'a', name: 'A', ...purpose },
      { id: alerts, code: 'b', name: 'B', ...purpose },
    ])
    .execute();
  const placed = (...pairs: [string, string][]) => pairs.map(([id, name], position) => ({ id, name, position, ...since }));
  await db
    .insertInto('districts')
    .values(placed([bourg, 'Le Bourg'], [gue, 'Le Gué']))
    .execute();
  await db
    .insertInto('themes')
    .values(placed([school, 'École'], [roads, 'Voirie']))
    .execute();
  const roles = [chair, teller].map((id, rank) => ({ id, label: `Fonction ${rank}`, ...since }));
  await db.insertInto('membershipRoles').values(roles).execute();
  const kinds = { text: word, number: size, date: seen, yes_no: bus, choice: grade, choices: days } as const;
  const fields = Object.entries(kinds).map(([kind, id], position) => ({ id, label: `Champ ${kind}`, kind, position }));
  await db
    .insertInto('customFields')
    .values(
      fields.map((field) => ({ ...field, kind: field.kind as 'text', appliesTo: 'both' as const, approval: null, ...since })),
    )
    .execute();
  const isTagged = { field: 'tag', test: 'has_one_of', values: [tagA] };
  const others = [
    { field: 'kind', value: 'person' },
    { field: 'segment', test: 'is_none_of', values: [segments.tagged] },
  ];
  const kept = (id: string, name: string, conditions: object[]) => ({
    ...{ id, name, rule: JSON.stringify({ version: 1, match: 'all', conditions }), changedAt: TODAY },
    ...since,
  });
  await segmentsDb(scope)
    .insertInto('segments')
    .values([
      kept(segments.tagged, 'A', [isTagged]),
      kept(segments.others, 'Les autres', others),
      ...[committee, helpers].map((id) => ({ ...kept(id, 'Liste', []), fixedAt: TODAY })),
    ])
    .execute();
}

test(
  'the database chooses exactly those whom a plain reading of the rule chooses',
  story(async ({ scope: today }) => {
    const scope = { ...today, now: TODAY };
    await contactsDb(scope).deleteFrom('contacts').execute();
    await shape(scope);
    await fc.assert(
      fc.asyncProperty(
        fc.array(neighbour, { minLength: 1, maxLength: 12 }),
        fc.array(anyRule, { minLength: 24, maxLength: 24 }),
        async (people, rules) => {
          const settled = await settle(scope, people);
          for (const drawn of rules) await agree(scope, settled, drawn);
          await contactsDb(scope).deleteFrom('contacts').execute();
        },
      ),
      { numRuns: 20 },
    );
  }),
  120_000,
);

async function agree(scope: Scope, settled: Map<string, Neighbour>, drawn: Rule) {
  const expected = [...settled].filter(([, person]) => isChosen(person, drawn)).map(([id]) => id);
  const rows = await (await contactsIn(scope, drawn)).execute();
  expect(rows.map(({ id }) => id).sort(), JSON.stringify(drawn)).toEqual(expected.sort());
  const counted = await countRule(scope, drawn);
  expect(counted.total).toBe(expected.length);
  expect(Object.values(counted.reach).reduce((sum, count) => sum + count, 0)).toBe(expected.length);
  const [someone = ''] = settled.keys();
  expect((await explain(scope, { rule: drawn, contactId: someone })).matches).toBe(expected.includes(someone));
}

test(
  'whatever is sent as a rule is counted or refused, never a failure',
  story(async ({ scope }) => {
    const odd = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u0000', '\ud800', '0000-01-01', '9999-12-31', -1, 1e9, 2 ** 53, {}, [], null),
    );
    /** A sound rule in which one place holds something else. */
    const spoilt = fc.tuple(anyRule, odd, fc.nat()).map(([sound, value, place]) => {
      let left = place % 40;
      return JSON.parse(JSON.stringify(sound), (_, kept: unknown) => (left-- === 0 ? value : kept)) as unknown;
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoilt, fc.anything()), async (sent) => {
        const read = rule.safeParse(sent);
        if (!read.success) return;
        // Nothing it names exists here: told as a refusal, or counted as nobody.
        await countRule(scope, read.data).catch((error: unknown) => expect(error).toBeInstanceOf(Problem));
        expect(sentenceText(read.data, namesIn(noVocabulary))).toMatch(/\.$/);
      }),
      { numRuns: 700 },
    );
  }),
  120_000,
);

const refusalOf = (condition: unknown, nest = (one: unknown): unknown => one) => {
  const read = segmentsApi.count.body.safeParse({ rule: { version: 1, match: 'all', conditions: [nest(condition)] } });
  const issue = read.error?.issues[0];
  return issue?.code === 'custom' ? issue.params?.['problem'] : undefined;
};
const inGroup = (one: unknown) => ({ field: 'group', match: 'any', conditions: [one] });

test.each([
  'last_name',
  'lastName',
  'first_name',
  'birth_name',
  'search_text',
  'birth_place',
  'nationality',
  'religion',
  'health',
  'politicalOpinion',
])('no rule sorts on %s, at any depth (trust P-11)', (field) => {
  const asked = { field, test: 'starts_with', value: 'Ben' };
  expect(refusalOf(asked)).toBe('segment.sensitive_field');
  expect(refusalOf(asked, inGroup)).toBe('segment.sensitive_field');
  expect(refusalOf(asked, (one) => inGroup(inGroup(one)))).toBe('segment.sensitive_field');
  const except = rule.safeParse({ version: 1, match: 'all', except: [asked] });
  expect(except.error?.issues[0]?.message).toContain('interdit');
});

test('a name cannot be smuggled in beside an allowed condition', () => {
  const conditions = [{ field: 'kind', value: 'person', last_name: 'Ben%' }];
  expect(rule.safeParse({ version: 1, match: 'all', conditions }).success).toBe(false);
});

test('groups nest two deep, fifty conditions at most', () => {
  const isPerson = { field: 'kind', value: 'person' };
  const of = (conditions: unknown[]) => rule.safeParse({ version: 1, match: 'all', conditions }).success;
  expect(of([inGroup(inGroup(isPerson))])).toBe(true);
  expect(of([inGroup(inGroup(inGroup(isPerson)))])).toBe(false);
  expect(of(Array.from({ length: 50 }, () => isPerson))).toBe(true);
  expect(
    of([
      ...Array.from({ length: 40 }, () => isPerson),
      { ...inGroup(isPerson), conditions: Array.from({ length: 11 }, () => isPerson) },
    ]),
  ).toBe(false);
});

test('the grammar can be described to machines', () => {
  expect(() => z.toJSONSchema(rule, { io: 'input', unrepresentable: 'any' })).not.toThrow();
});
