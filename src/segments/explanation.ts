import { type SqlBool, sql } from 'kysely';
import { leftOutBecause } from '../consents/consents.ts';
import type { LeftOut } from '../consents/contract.ts';
import { byChannelLabel, leftOutLabel } from '../consents/labels.ts';
import type { ContactKind, Honorific, OrganizationCategory } from '../contacts/contract.ts';
import type { CustomValues } from '../contacts/fields/contract.ts';
import { customValueInWords } from '../contacts/fields/labels.ts';
import { honorificLabel } from '../contacts/labels.ts';
import { SOLICITED_DAYS } from '../engagement/contract.ts';
import { explainEngagement } from '../engagement/engagement.ts';
import { engagementLabel, engagementSentence } from '../engagement/labels.ts';
import { builtInKind, reachingKinds } from '../interactions/contract.ts';
import { kindInShort } from '../interactions/labels.ts';
import { missing } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { ageOn, dayInWords, dayOf, secondsAfter } from '../platform/time.ts';
import type { Explanation } from './contract.ts';
import type { Condition, ConditionOn, Field, Period, Rule } from './rules/contract.ts';
import { among, categoryName, quoted } from './rules/labels.ts';
import { readRule } from './rules/reading.ts';
import { type Known, meaningIn, nodesOf, nodeTruth, type Placed, startOf, truthOf } from './rules/rules.ts';
import { segmentsDb } from './tables.ts';

/** Why the rule chooses this contact: the facts of the record that make its conditions true. */
export async function explain(scope: Scope, { rule, contactId }: { rule: Rule; contactId: string }): Promise<Explanation> {
  const nodes = nodesOf({ ...rule, except: [] });
  const read = await readRule(scope, rule);
  const mean = meaningIn(scope, read.known);
  const contact = await segmentsDb(scope)
    .selectFrom('contacts')
    .selectAll()
    .select(sql<boolean>`${truthOf(scope, read)} and contacts.archived_at is null`.as('matches'))
    .select(nodes.map(({ node }, index) => sql<SqlBool>`${nodeTruth(node, mean)}`.as(`node${index}`)))
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (!contact) throw missing('contact.missing', 'Cette fiche n’existe pas, ou n’existe plus.');

  const truths = contact as unknown as Record<string, boolean>;
  const reasons = nodes.filter((_, index) => truths[`node${index}`]);
  const facts: Explanation['facts'] = [];
  for (const { path, condition } of decisive(reasons))
    facts.push({
      path,
      fact: await (factOf[condition.field] as Told)(condition, { scope, known: read.known, contact: contact as Seen }),
    });
  return { matches: contact.matches, facts };
}

/** The true conditions that stand in no group that is false. */
const decisive = (reasons: readonly Placed[]) => {
  const isTrue = new Set(reasons.map(({ path }) => path));
  return reasons.flatMap(({ node, path }) =>
    node.field !== 'group' && groupsAround(path).every((group) => isTrue.has(group)) ? [{ path, condition: node }] : [],
  );
};

/** « conditions.2.conditions.1 » stands in « conditions.2 ». */
function groupsAround(path: string): string[] {
  const steps = path.split('.');
  return Array.from({ length: steps.length / 2 - 1 }, (_, depth) => steps.slice(0, (depth + 1) * 2).join('.'));
}

interface Seen {
  id: string;
  kind: ContactKind;
  category: OrganizationCategory | null;
  honorific: Honorific | null;
  birthDate: string | null;
  addressLine: string;
  postcode: string;
  municipality: string;
  districtId: string | null;
  custom: CustomValues;
  source: string;
  collectedOn: string;
  createdAt: string;
}

interface Telling {
  scope: Scope;
  known: Known;
  contact: Seen;
}
type Told = (condition: Condition, telling: Telling) => string | Promise<string>;

/** What the record says that makes each condition true. */
const factOf: { [F in Field]: (condition: ConditionOn<F>, telling: Telling) => string | Promise<string> } = {
  kind: ({ value }) => (value === 'person' ? 'Est une personne' : 'Est une structure'),
  category: (_, { contact: { category } }) => (category ? `Est ${categoryName[category]}` : 'Catégorie inconnue'),
  honorific: (_, { contact: { honorific } }) => (honorific ? `Civilité ${honorificLabel[honorific]}` : 'Civilité inconnue'),
  municipality: (_, { contact }) => `Commune\u00a0: ${contact.municipality || 'inconnue'}`,
  postcode: (_, { contact }) => `Code postal\u00a0: ${contact.postcode || 'inconnu'}`,
  district: async (_, { scope, contact: { districtId } }) => {
    const [name] = districtId ? await namesOf(scope, 'districts', [districtId]) : [];
    return name ? `Quartier\u00a0: ${name}` : 'Quartier inconnu';
  },
  custom_field: ({ fieldId }, { known, contact }) => {
    const field = known.fields.get(fieldId);
    return field ? `${field.label}\u00a0: ${customValueInWords(field, contact.custom[fieldId]) || 'rien de noté'}` : '';
  },
  source: (_, { contact }) => `Vient de ${quoted(contact.source)}`,
  address: ({ test, value }, { contact }) =>
    test === 'contains' ? `Adresse\u00a0: ${contact.addressLine}` : `Pas de ${quoted(value)} dans l’adresse`,
  age: (_, { scope, contact }) => `${ageOn(dayOf(scope.now), contact.birthDate ?? '')}\u00a0ans`,
  has_email: ({ value }) => (value ? 'Adresse e-mail connue' : 'Pas d’adresse e-mail'),
  has_mobile: ({ value }) => (value ? 'Téléphone mobile connu' : 'Pas de téléphone mobile'),
  has_address: ({ value }) => (value ? 'Adresse postale connue' : 'Pas d’adresse postale'),
  reachable: (condition, telling) => reachFact(condition, telling),
  role: (condition, telling) => roleFact(condition, telling),
  role_held: async ({ roleIds, value }, { scope }) => {
    const roles = among(await namesOf(scope, 'membershipRoles', roleIds));
    return value ? `A quelqu’un à la fonction ${roles}` : `N’a personne à la fonction ${roles}`;
  },
  engagement: async (_, { scope, contact }) => {
    const engagement = await explainEngagement(scope, contact.id);
    return `${engagementLabel[engagement.level]}\u00a0: ${engagementSentence(engagement)}`;
  },
  solicited: async (_, { scope, contact }) => {
    const letters = await lettersTo(scope, contact.id);
    return `${letters}\u00a0${letters < 2 ? 'lettre reçue' : 'lettres reçues'} en ${SOLICITED_DAYS}\u00a0jours`;
  },
  segment: ({ test, values }, { known }) => {
    const names = among(values.map((id) => quoted(known.segments.get(id)?.name ?? '')));
    return test === 'is_one_of' ? `Dans le segment ${names}` : `Pas dans le segment ${names}`;
  },
  list: (condition, telling) => listFact(condition, telling),
  tag: (condition, telling) => tagFact(condition, telling),
  consent: (condition, telling) => consentFact(condition, telling),
  interaction: (condition, telling) => interactionFact(condition, telling),
  to_inform: ({ value }) =>
    value ? 'Reste à informer de l’origine de ses données' : 'N’a plus à être informée de l’origine de ses données',
  collected: (_, { contact }) => `Connue depuis le ${dayInWords(contact.collectedOn)}`,
  created: (_, { contact }) => `Fiche ajoutée le ${dayInWords(contact.createdAt)}`,
};

/** How these are called, in the order of the alphabet. */
async function namesOf(scope: Scope, table: 'districts' | 'membershipRoles' | 'themes' | 'interactionKinds', ids: string[]) {
  const isNamed = table === 'districts' || table === 'themes';
  const rows = await segmentsDb(scope)
    .selectFrom(table)
    .select(sql<string>`${sql.ref(isNamed ? 'name' : 'label')}`.as('name'))
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

async function reachFact(
  { value: _, because: __, ...way }: ConditionOn<'reachable'>,
  { scope, contact }: Telling,
): Promise<string> {
  const { barrier } = await segmentsDb(scope)
    .selectFrom('contacts')
    .select(sql<LeftOut | null>`${leftOutBecause(scope, way)}`.as('barrier'))
    .where('id', '=', contact.id)
    .executeTakeFirstOrThrow();
  const purpose = await segmentsDb(scope)
    .selectFrom('purposes')
    .select('name')
    .where('id', '=', way.purposeId)
    .executeTakeFirst();
  const forWhat = `pour ${quoted(purpose?.name ?? 'finalité supprimée')} ${byChannelLabel[way.channel]}`;
  return barrier === null ? `Peut recevoir un message ${forWhat}` : `${leftOutLabel[barrier]}, ${forWhat}`;
}

async function roleFact({ test, roleIds, categories }: ConditionOn<'role'>, { scope, contact }: Telling): Promise<string> {
  const asked = roleIds.length > 0 ? `la fonction ${among(await namesOf(scope, 'membershipRoles', roleIds))}` : 'de fonction';
  if (test === 'has_none_of') return `N’a pas ${asked}`;
  const rows = await segmentsDb(scope)
    .selectFrom('memberships')
    .innerJoin('membershipRoles', 'membershipRoles.id', 'memberships.roleId')
    .innerJoin('contacts as organization', 'organization.id', 'memberships.organizationId')
    .select(['membershipRoles.label', 'organization.lastName as organization', 'organization.category'])
    .where('memberships.personId', '=', contact.id)
    .where('organization.archivedAt', 'is', null)
    .where(sql<boolean>`coalesce(memberships.since, ${dayOf(scope.now)}::date) <= ${dayOf(scope.now)}::date`)
    .where(sql<boolean>`coalesce(memberships.until, ${dayOf(scope.now)}::date) >= ${dayOf(scope.now)}::date`)
    .$if(roleIds.length > 0, (query) => query.where('memberships.roleId', 'in', roleIds))
    .$if(categories.length > 0, (query) => query.where('organization.category', 'in', categories))
    .orderBy('organization.sortName')
    .execute();
  return rows.map(({ label, organization }) => `${label}, ${organization}`).join('\u00a0; ');
}

async function listFact({ test, values }: ConditionOn<'list'>, { scope, contact }: Telling): Promise<string> {
  const lists = await segmentsDb(scope)
    .selectFrom('segments')
    .leftJoin('listMembers', (join) =>
      join.onRef('listMembers.segmentId', '=', 'segments.id').on('listMembers.contactId', '=', contact.id),
    )
    .select(['segments.name', 'listMembers.addedAt'])
    .where('segments.id', 'in', values)
    .orderBy(sql`folded(segments.name)`)
    .execute();
  if (test === 'is_none_of') return `Pas dans la liste ${among(lists.map(({ name }) => quoted(name)))}`;
  return lists
    .flatMap(({ name, addedAt }) => (addedAt ? [`Dans la liste ${quoted(name)}, depuis le ${dayInWords(addedAt)}`] : []))
    .join('\u00a0; ');
}

async function lettersTo(scope: Scope, contactId: string): Promise<number> {
  const { count } = await segmentsDb(scope)
    .selectFrom('interactions')
    .where('contactId', '=', contactId)
    .where('kind', 'in', reachingKinds)
    .where('happenedAt', '>=', secondsAfter(scope.now, -SOLICITED_DAYS * 86_400))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function tagFact({ test, values }: ConditionOn<'tag'>, { scope, contact }: Telling): Promise<string> {
  const tags = await segmentsDb(scope)
    .selectFrom('tags')
    .select('name')
    .where('id', 'in', values)
    .$if(test === 'has_one_of', (query) =>
      query.where('id', 'in', (eb) => eb.selectFrom('contactTags').select('tagId').where('contactId', '=', contact.id)),
    )
    .orderBy('foldedName')
    .execute();
  const names = tags.map(({ name }) => quoted(name));
  return test === 'has_one_of' ? `Étiquette ${names.join(', ')}` : `Pas l’étiquette ${among(names)}`;
}

async function consentFact({ purposeId, channel, answer }: ConditionOn<'consent'>, { scope, contact }: Telling): Promise<string> {
  const purpose = await segmentsDb(scope).selectFrom('purposes').select('name').where('id', '=', purposeId).executeTakeFirst();
  const forWhat = `pour ${quoted(purpose?.name ?? 'finalité supprimée')} ${byChannelLabel[channel]}`;
  if (answer === 'not_asked') return `Pas encore de réponse ${forWhat}`;
  const { since } = await segmentsDb(scope)
    .selectFrom('consents')
    .select('since')
    .where('contactId', '=', contact.id)
    .where('purposeId', '=', purposeId)
    .where('channel', '=', channel)
    .executeTakeFirstOrThrow();
  return `${answer === 'granted' ? 'Accord' : 'Refus'} ${forWhat}, le ${dayInWords(since)}`;
}

async function interactionFact(condition: ConditionOn<'interaction'>, { scope, contact }: Telling): Promise<string> {
  const { kinds, initiative, subjectId, themeId, period } = condition;
  const own = await namesOf(
    scope,
    'interactionKinds',
    kinds.filter((kind) => !builtInKind.safeParse(kind).success),
  );
  const builtIn = kinds.filter((kind) => builtInKind.safeParse(kind).success).map((kind) => kindInShort(kind));
  const named = [...builtIn, ...own];
  const of = named.length > 0 ? ` (${among(named)})` : '';
  const [theme] = themeId ? await namesOf(scope, 'themes', [themeId]) : [];
  const about = theme ? ` sur ${quoted(theme)}` : '';
  if (condition.test === 'never') return `Aucun échange${of}${about}`;
  const { times, latest } = await segmentsDb(scope)
    .selectFrom('interactions')
    .where('contactId', '=', contact.id)
    .$if(kinds.length > 0, (query) => query.where('kind', 'in', kinds))
    .$if(initiative !== null, (query) => query.where('initiative', '=', initiative as NonNullable<typeof initiative>))
    .$if(subjectId !== null, (query) => query.where('subjectId', '=', subjectId))
    .$if(themeId !== null, (query) => query.where('themeId', '=', themeId))
    .$if(period !== null, (query) => query.where('happenedAt', '>=', startOf(period as Period, scope)))
    .select(({ fn }) => [fn.countAll<number>().as('times'), fn.max('happenedAt').as('latest')])
    .executeTakeFirstOrThrow();
  return `${times}\u00a0${times === 1 ? 'échange' : 'échanges'}${of}${about}, le dernier le ${dayInWords(latest)}`;
}
