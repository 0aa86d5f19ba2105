import { type SqlBool, sql } from 'kysely';
import { byChannelLabel } from '../consents/labels.ts';
import type { ContactKind, Honorific, OrganizationCategory } from '../contacts/contract.ts';
import { honorificLabel } from '../contacts/labels.ts';
import { kindInShort } from '../interactions/labels.ts';
import { missing } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { ageOn, dayInWords, dayOf } from '../platform/time.ts';
import type { Condition, ConditionOn, Explanation, Field, Period, Rule } from './contract.ts';
import { among, categoryName, quoted } from './labels.ts';
import { meaningOf, nodesOf, nodeTruth, type Placed, startOf, truthOf } from './rule.ts';
import { segmentsDb } from './tables.ts';

/** Why the rule chooses this contact: the facts of the record that make its conditions true. */
export async function explain(scope: Scope, { rule, contactId }: { rule: Rule; contactId: string }): Promise<Explanation> {
  const nodes = nodesOf({ ...rule, except: [] });
  const contact = await segmentsDb(scope)
    .selectFrom('contacts')
    .selectAll()
    .select(sql<boolean>`${truthOf(scope, rule)} and contacts.archived_at is null`.as('matches'))
    .select(nodes.map(({ node }, index) => sql<SqlBool>`${nodeTruth(node, (one) => meaningOf(scope, one))}`.as(`node${index}`)))
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (!contact) throw missing('contact.missing', 'Cette fiche n’existe pas, ou n’existe plus.');

  const truths = contact as unknown as Record<string, boolean>;
  const reasons = nodes.filter((_, index) => truths[`node${index}`]);
  const facts: Explanation['facts'] = [];
  for (const { path, condition } of decisive(reasons))
    facts.push({ path, fact: await (factOf[condition.field] as Told)(condition, { scope, contact: contact as Known }) });
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

interface Known {
  id: string;
  kind: ContactKind;
  category: OrganizationCategory | null;
  honorific: Honorific | null;
  birthDate: string | null;
  addressLine: string;
  postcode: string;
  municipality: string;
  source: string;
  collectedOn: string;
  createdAt: string;
}

interface Telling {
  scope: Scope;
  contact: Known;
}
type Told = (condition: Condition, telling: Telling) => string | Promise<string>;

/** What the record says that makes each condition true. */
const factOf: { [F in Field]: (condition: ConditionOn<F>, telling: Telling) => string | Promise<string> } = {
  kind: ({ value }) => (value === 'person' ? 'Est une personne' : 'Est une structure'),
  category: (_, { contact: { category } }) => (category ? `Est ${categoryName[category]}` : 'Catégorie inconnue'),
  honorific: (_, { contact: { honorific } }) => (honorific ? `Civilité ${honorificLabel[honorific]}` : 'Civilité inconnue'),
  municipality: (_, { contact }) => `Commune\u00a0: ${contact.municipality || 'inconnue'}`,
  postcode: (_, { contact }) => `Code postal\u00a0: ${contact.postcode || 'inconnu'}`,
  source: (_, { contact }) => `Vient de ${quoted(contact.source)}`,
  address: ({ test, value }, { contact }) =>
    test === 'contains' ? `Adresse\u00a0: ${contact.addressLine}` : `Pas de ${quoted(value)} dans l’adresse`,
  age: (_, { scope, contact }) => `${ageOn(dayOf(scope.now), contact.birthDate ?? '')}\u00a0ans`,
  has_email: ({ value }) => (value ? 'Adresse e-mail connue' : 'Pas d’adresse e-mail'),
  has_mobile: ({ value }) => (value ? 'Téléphone mobile connu' : 'Pas de téléphone mobile'),
  has_address: ({ value }) => (value ? 'Adresse postale connue' : 'Pas d’adresse postale'),
  tag: (condition, telling) => tagFact(condition, telling),
  consent: (condition, telling) => consentFact(condition, telling),
  interaction: (condition, telling) => interactionFact(condition, telling),
  collected: (_, { contact }) => `Connue depuis le ${dayInWords(contact.collectedOn)}`,
  created: (_, { contact }) => `Fiche ajoutée le ${dayInWords(contact.createdAt)}`,
};

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
  const of = condition.kinds.length > 0 ? ` (${among(condition.kinds.map((kind) => kindInShort(kind)))})` : '';
  if (condition.test === 'never') return `Aucun échange${of}`;
  const { kinds, initiative, subjectId, period } = condition;
  const { times, latest } = await segmentsDb(scope)
    .selectFrom('interactions')
    .where('contactId', '=', contact.id)
    .$if(kinds.length > 0, (query) => query.where('kind', 'in', kinds))
    .$if(initiative !== null, (query) => query.where('initiative', '=', initiative as NonNullable<typeof initiative>))
    .$if(subjectId !== null, (query) => query.where('subjectId', '=', subjectId))
    .$if(period !== null, (query) => query.where('happenedAt', '>=', startOf(period as Period, scope)))
    .select(({ fn }) => [fn.countAll<number>().as('times'), fn.max('happenedAt').as('latest')])
    .executeTakeFirstOrThrow();
  return `${times}\u00a0${times === 1 ? 'échange' : 'échanges'}${of}, le dernier le ${dayInWords(latest)}`;
}
