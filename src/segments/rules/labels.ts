import { byChannelLabel, leftOutLabel } from '../../consents/labels.ts';
import type { OrganizationCategory } from '../../contacts/contract.ts';
import { customValueInWords } from '../../contacts/fields/labels.ts';
import { honorificLabel } from '../../contacts/labels.ts';
import { SOLICITED_DAYS } from '../../engagement/contract.ts';
import { engagementLabel } from '../../engagement/labels.ts';
import type { Initiative } from '../../interactions/contract.ts';
import { kindInShort } from '../../interactions/labels.ts';
import { dayInWords } from '../../platform/time.ts';
import type { AskableField } from '../contract.ts';
import type { Condition, ConditionOn, Field, Period, Rule, RuleNode } from './contract.ts';

/** A piece of the sentence; what the agent may vary is underlined on screen. */
export interface Part {
  text: string;
  isVariable: boolean;
}

/** How the things a rule points at are called in this town hall. */
export interface Names {
  tags: ReadonlyMap<string, string>;
  purposes: ReadonlyMap<string, string>;
  subjects: ReadonlyMap<string, string>;
  fields: ReadonlyMap<string, Pick<AskableField, 'name' | 'kind' | 'options'>>;
  districts: ReadonlyMap<string, string>;
  roles: ReadonlyMap<string, string>;
  segments: ReadonlyMap<string, string>;
  lists: ReadonlyMap<string, string>;
  themes: ReadonlyMap<string, string>;
  kinds: ReadonlyMap<string, string>;
  solicitedFrom: number;
}

/** The rule as one French sentence that names every condition. */
export function sentenceOf(rule: Rule, names: Names): Part[] {
  const { subject, conditions } = subjectOf(rule);
  const kept = conditions.map((node) => clauseOf(node, names));
  const removed = rule.except.map((node) => clauseOf(node, names));
  const isEveryone = kept.length === 0;
  return joined([
    ...fixed(isEveryone ? 'Toutes les ' : 'Les '),
    ...subject,
    ...(isEveryone ? [] : fixed(' qui ')),
    ...linked(kept, rule.match === 'all' ? ', et qui ' : ', ou qui '),
    ...(removed.length === 0 ? [] : [...fixed(', sauf celles qui '), ...linked(removed, ', ou qui ')]),
    ...fixed('.'),
  ]);
}

/** The same, as plain text. */
export const sentenceText = (rule: Rule, names: Names): string =>
  sentenceOf(rule, names)
    .map(({ text }) => text)
    .join('');

/** One condition: « ont 18 ans ou plus ». */
export const conditionParts = (node: RuleNode, names: Names): Part[] => joined(clauseOf(node, names));

/** The same, as plain text. */
export const conditionText = (node: RuleNode, names: Names): string =>
  clauseOf(node, names)
    .map(({ text }) => text)
    .join('');

/** When all conditions count, the one about the kind of contact names whom the sentence speaks of. */
function subjectOf({ match, conditions }: Rule): { subject: Part[]; conditions: RuleNode[] } {
  const naming = match === 'all' ? conditions.find((node) => node.field === 'kind') : undefined;
  if (!naming) return { subject: fixed('personnes et les structures'), conditions };
  return { subject: phrase`${kindPlural[naming.value]}`, conditions: conditions.filter((node) => node !== naming) };
}

/** A condition, or a group: « soit …, soit … », « à la fois … et … ». */
function clauseOf(node: RuleNode, names: Names): Part[] {
  if (node.field !== 'group') return (clause[node.field] as (condition: Condition, names: Names) => Part[])(node, names);
  const clauses = node.conditions.map((one) => clauseOf(one, names));
  const [only] = clauses;
  if (only && clauses.length === 1) return only;
  return node.match === 'any'
    ? [...fixed('soit '), ...linked(clauses, ', soit ')]
    : [...fixed('à la fois '), ...linked(clauses, ' et ')];
}

/** What each condition says of those whom it keeps, from the verb on. */
const clause: { [F in Field]: (condition: ConditionOn<F>, names: Names) => Part[] } = {
  kind: ({ value }) => phrase`sont des ${kindPlural[value]}`,
  category: ({ test, values }) => {
    const named = values.map((value) => categoryName[value]);
    return test === 'is_one_of' ? phrase`sont ${among(named)}` : phrase`ne sont pas ${among(named)}`;
  },
  honorific: ({ test, values }) => {
    const named = values.map((value) => honorificLabel[value]);
    return test === 'is_one_of' ? phrase`ont pour civilité ${among(named)}` : phrase`n’ont pas pour civilité ${among(named)}`;
  },
  municipality: ({ test, values }) =>
    test === 'is_one_of' ? phrase`ont pour commune ${among(values)}` : phrase`n’ont pas pour commune ${among(values)}`,
  postcode: ({ test, values }) =>
    test === 'is_one_of' ? phrase`ont pour code postal ${among(values)}` : phrase`n’ont pas pour code postal ${among(values)}`,
  district: ({ test, values }, { districts }) => {
    const named = among(values.map((id) => districts.get(id) ?? 'supprimé'));
    return test === 'is_one_of' ? phrase`ont pour quartier ${named}` : phrase`n’ont pas pour quartier ${named}`;
  },
  custom_field: (condition, { fields }) => {
    const field = fields.get(condition.fieldId);
    return [...fixed(`ont pour ${quoted(field?.name ?? 'champ supprimé')} `), ...valueInWords(condition, field)];
  },
  reachable: ({ purposeId, channel, value, because }, { purposes }) => {
    const reason = because ? ` (${inSentence(leftOutLabel[because])})` : '';
    const way = `${quoted(purposes.get(purposeId) ?? 'finalité supprimée')} ${byChannelLabel[channel]}${reason}`;
    return value ? phrase`peuvent recevoir ${way}` : phrase`ne peuvent pas recevoir ${way}`;
  },
  role: ({ test, roleIds, categories }, { roles }) => {
    const role = roleIds.length > 0 ? `la fonction ${among(roleIds.map((id) => roles.get(id) ?? 'supprimée'))}` : 'une fonction';
    const where = categories.length > 0 ? ` dans ${among(categories.map((value) => categoryName[value]))}` : '';
    return test === 'has_one_of' ? phrase`ont ${role + where}` : phrase`n’ont pas ${role.replace(/^une /, 'de ') + where}`;
  },
  role_held: ({ roleIds, value }, { roles }) => {
    const named = among(roleIds.map((id) => roles.get(id) ?? 'supprimée'));
    return value
      ? phrase`sont des structures qui ont quelqu’un à la fonction ${named}`
      : phrase`sont des structures qui n’ont personne à la fonction ${named}`;
  },
  engagement: ({ test, values }) => {
    const named = among(values.map((value) => quoted(engagementLabel[value].toLowerCase())));
    return test === 'is_one_of' ? phrase`ont pour engagement ${named}` : phrase`n’ont pas pour engagement ${named}`;
  },
  solicited: ({ value }, { solicitedFrom }) => {
    const much = `${solicitedFrom}\u00a0${solicitedFrom < 2 ? 'lettre' : 'lettres'} ou plus`;
    const days = `en ${SOLICITED_DAYS}\u00a0jours`;
    return value ? phrase`ont reçu ${much} ${days}` : phrase`n’ont pas reçu ${much} ${days}`;
  },
  segment: ({ test, values }, { segments }) => {
    const named = among(values.map((id) => quoted(segments.get(id) ?? 'segment supprimé')));
    return test === 'is_one_of' ? phrase`sont dans le segment ${named}` : phrase`ne sont pas dans le segment ${named}`;
  },
  list: ({ test, values }, { lists }) => {
    const named = among(values.map((id) => quoted(lists.get(id) ?? 'liste supprimée')));
    return test === 'is_one_of' ? phrase`sont dans la liste ${named}` : phrase`ne sont pas dans la liste ${named}`;
  },
  source: ({ test, values }) => {
    const named = among(values.map(quoted));
    return test === 'is_one_of' ? phrase`viennent de ${named}` : phrase`ne viennent pas de ${named}`;
  },
  address: ({ test, value }) =>
    test === 'contains' ? phrase`ont ${quoted(value)} dans leur adresse` : phrase`n’ont pas ${quoted(value)} dans leur adresse`,
  age: (condition) => phrase`ont ${ageInWords(condition)}`,
  has_email: ({ value }) => (value ? phrase`ont ${'une adresse e-mail'}` : phrase`n’ont ${'pas d’adresse e-mail'}`),
  has_mobile: ({ value }) => (value ? phrase`ont ${'un téléphone mobile'}` : phrase`n’ont ${'pas de téléphone mobile'}`),
  has_address: ({ value }) => (value ? phrase`ont ${'une adresse postale'}` : phrase`n’ont ${'pas d’adresse postale'}`),
  tag: ({ test, values }, { tags }) => {
    const named = among(values.map((tagId) => tags.get(tagId) ?? 'supprimée'));
    const isOne = values.length === 1;
    if (test === 'has_one_of') return isOne ? phrase`ont l’étiquette ${named}` : phrase`ont l’une des étiquettes ${named}`;
    return isOne ? phrase`n’ont pas l’étiquette ${named}` : phrase`n’ont aucune des étiquettes ${named}`;
  },
  consent: ({ purposeId, channel, answer }, { purposes }) => {
    const purpose = `${quoted(purposes.get(purposeId) ?? 'finalité supprimée')} ${byChannelLabel[channel]}`;
    if (answer === 'granted') return phrase`ont donné leur ${'accord'} pour ${purpose}`;
    if (answer === 'refused') return phrase`ont dit leur ${'refus'} pour ${purpose}`;
    return phrase`n’ont ${'pas encore répondu'} pour ${purpose}`;
  },
  interaction: (condition, { subjects, themes, kinds: own }) => {
    const { kinds, initiative, subjectId, themeId, period } = condition;
    const named = kinds.length > 0 ? ` (${among(kinds.map((kind) => kindInShort(kind, own.get(kind))))})` : '';
    const counted = condition.test === 'never' ? 'aucun échange' : `au moins ${exchanges(condition.times)}`;
    return [
      ...fixed(condition.test === 'never' ? 'n’ont eu ' : 'ont eu '),
      ...phrase`${counted + named}`,
      ...(initiative ? phrase` ${initiativeName[initiative]}` : []),
      ...(subjectId ? phrase` à propos de ${quoted(subjects.get(subjectId) ?? 'sujet supprimé')}` : []),
      ...(themeId ? phrase` sur la thématique ${quoted(themes.get(themeId) ?? 'supprimée')}` : []),
      ...(period ? phrase` ${periodInWords(period)}` : []),
    ];
  },
  to_inform: ({ value }) =>
    value
      ? phrase`restent à informer ${'de l’origine de leurs données'}`
      : phrase`n’ont plus à être informées ${'de l’origine de leurs données'}`,
  collected: ({ period }) => phrase`se sont fait connaître ${periodInWords(period)}`,
  created: ({ period }) => phrase`ont une fiche ajoutée ${periodInWords(period)}`,
};

type Valued = ConditionOn<'custom_field'>;

/** What is asked of the value, after « ont pour « École » ». */
function valueInWords(condition: Valued, field: Pick<AskableField, 'kind' | 'options'> | undefined): Part[] {
  const options = (field?.options ?? []).map(({ id, name }) => ({ id, label: name, isArchived: false }));
  const named = (ids: readonly string[]) => among(ids.map((id) => customValueInWords({ kind: 'choice', options }, id)));
  const number = (value: number) => customValueInWords({ kind: 'number', options: [] }, value);
  switch (condition.test) {
    case 'contains':
      return phrase`un texte qui contient ${quoted(condition.text)}`;
    case 'does_not_contain':
      return phrase`un texte qui ne contient pas ${quoted(condition.text)}, ou rien`;
    case 'is':
      return phrase`${quoted(condition.text)}`;
    case 'is_not':
      return phrase`autre chose que ${quoted(condition.text)}, ou rien`;
    case 'at_least':
      return phrase`${number(condition.number)} ou plus`;
    case 'at_most':
      return phrase`${number(condition.number)} ou moins`;
    case 'between':
      return phrase`un nombre entre ${number(condition.from)} et ${number(condition.to)}`;
    case 'since':
      return phrase`une date à partir du ${dayInWords(condition.day)}`;
    case 'before':
      return phrase`une date avant le ${dayInWords(condition.day)}`;
    case 'in_last_days':
      return phrase`une date dans les ${`${condition.days} derniers jours`}`;
    case 'in_next_days':
      return phrase`une date dans les ${`${condition.days} prochains jours`}`;
    case 'answers':
      return phrase`${condition.answer ? 'oui' : 'non'}`;
    case 'is_one_of':
      return phrase`${named(condition.optionIds)}`;
    case 'is_none_of':
      return phrase`autre chose que ${named(condition.optionIds)}, ou rien`;
    case 'is_filled':
      return phrase`${'une réponse, quelle qu’elle soit'}`;
    case 'is_empty':
      return phrase`${'aucune réponse'}`;
  }
}

function ageInWords(condition: ConditionOn<'age'>): string {
  if (condition.test === 'at_least') return `${yearsInWords(condition.years)} ou plus`;
  if (condition.test === 'under') return `moins de ${yearsInWords(condition.years)}`;
  return condition.from === condition.to
    ? yearsInWords(condition.from)
    : `entre ${condition.from} et ${yearsInWords(condition.to)}`;
}

const yearsInWords = (years: number) => `${years}\u00a0${years < 2 ? 'an' : 'ans'}`;
const exchanges = (times: number) => (times === 1 ? 'un échange' : `${times} échanges`);

const periodInWords = (period: Period): string => {
  if (period.test === 'since') return `depuis le ${dayInWords(period.day)}`;
  return period.days === 1 ? 'depuis 24\u00a0heures' : `dans les ${period.days} derniers jours`;
};

/** « A », « A ou B », « A, B ou C ». */
export function among(values: readonly string[]): string {
  const [last = '', ...others] = [...values].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} ou ${last}`;
}

const inSentence = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

export const quoted = (text: string): string => `«\u00a0${text}\u00a0»`;

const kindPlural = { person: 'personnes', organization: 'structures' } as const;

export const categoryName: Record<OrganizationCategory, string> = {
  association: 'une association',
  business: 'un commerce',
  school: 'une école',
  public_body: 'un organisme public',
  partner: 'un partenaire',
  other: 'une autre structure',
};

export const initiativeName: Record<Initiative, string> = {
  contact: 'à leur initiative',
  town_hall: 'à l’initiative de la mairie',
};

const fixed = (text: string): Part[] => [{ text, isVariable: false }];

/** A clause with what may vary in its holes. */
const phrase = (texts: TemplateStringsArray, ...variables: string[]): Part[] =>
  texts.flatMap((text, index) => {
    const variable = variables[index];
    return [...fixed(text), ...(variable === undefined ? [] : [{ text: variable, isVariable: true }])];
  });

const linked = (clauses: readonly Part[][], link: string): Part[] =>
  clauses.flatMap((one, index) => (index === 0 ? one : [...fixed(link), ...one]));

/** Neighbours of the same nature are one part. */
function joined(parts: readonly Part[]): Part[] {
  const sentence: Part[] = [];
  for (const part of parts) {
    const last = sentence.at(-1);
    if (last && last.isVariable === part.isVariable) last.text += part.text;
    else if (part.text) sentence.push({ ...part });
  }
  return sentence;
}
