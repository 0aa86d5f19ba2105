import type { IconName } from '../../ui/Icon.tsx';
import type { AskableField, Vocabulary } from '../contract.ts';
import { fieldLabel } from '../labels.ts';
import {
  type Condition,
  type ConditionOn,
  type CustomTest,
  customTests,
  type Field,
  whyRefused,
  whySensitive,
} from '../rules/contract.ts';
import type { DraftRefusal } from './draft.ts';

export const fieldIcon: Record<Field, IconName> = {
  kind: 'building-arch',
  age: 'cake',
  honorific: 'user',
  category: 'building-arch',
  municipality: 'building-community',
  postcode: 'mailbox',
  district: 'map-pin',
  address: 'map-search',
  custom_field: 'list-details',
  role: 'key',
  role_held: 'users-group',
  engagement: 'heart',
  solicited: 'bell-ringing',
  reachable: 'send',
  segment: 'circles-relation',
  list: 'list',
  has_email: 'mail',
  has_mobile: 'device-mobile',
  has_address: 'home',
  tag: 'tag',
  consent: 'signature',
  interaction: 'messages',
  source: 'inbox',
  to_inform: 'scale',
  collected: 'calendar',
  created: 'calendar-event',
};

/** A condition as it is first laid down; what the agent must choose is left empty. */
const blankOf: { [F in Exclude<Field, 'custom_field'>]: ConditionOn<F> } = {
  kind: { field: 'kind', value: 'person' },
  age: { field: 'age', test: 'at_least', years: 18 },
  honorific: { field: 'honorific', test: 'is_one_of', values: [] },
  category: { field: 'category', test: 'is_one_of', values: [] },
  municipality: { field: 'municipality', test: 'is_one_of', values: [] },
  postcode: { field: 'postcode', test: 'is_one_of', values: [] },
  district: { field: 'district', test: 'is_one_of', values: [] },
  role: { field: 'role', test: 'has_one_of', roleIds: [], categories: [] },
  role_held: { field: 'role_held', roleIds: [], value: true },
  engagement: { field: 'engagement', test: 'is_one_of', values: [] },
  solicited: { field: 'solicited', value: true },
  reachable: { field: 'reachable', purposeId: '', channel: 'email', value: true, because: null },
  segment: { field: 'segment', test: 'is_one_of', values: [] },
  list: { field: 'list', test: 'is_one_of', values: [] },
  address: { field: 'address', test: 'contains', value: '' },
  has_email: { field: 'has_email', value: true },
  has_mobile: { field: 'has_mobile', value: true },
  has_address: { field: 'has_address', value: true },
  tag: { field: 'tag', test: 'has_one_of', values: [] },
  consent: { field: 'consent', purposeId: '', channel: 'email', answer: 'granted' },
  interaction: {
    ...{ field: 'interaction', test: 'at_least', times: 1, kinds: [] },
    ...{ initiative: null, subjectId: null, themeId: null, period: null },
  },
  source: { field: 'source', test: 'is_one_of', values: [] },
  to_inform: { field: 'to_inform', value: true },
  collected: { field: 'collected', period: { test: 'in_last_days', days: 30 } },
  created: { field: 'created', period: { test: 'in_last_days', days: 30 } },
};

/** The same condition, once another test of the field is asked. */
export function blankCustom(fieldId: string, test: CustomTest): ConditionOn<'custom_field'> {
  const field = { field: 'custom_field', fieldId } as const;
  switch (test) {
    case 'contains':
    case 'does_not_contain':
    case 'is':
    case 'is_not':
      return { ...field, test, text: '' };
    case 'at_least':
    case 'at_most':
      return { ...field, test, number: 1 };
    case 'between':
      return { ...field, test, from: 1, to: 10 };
    case 'since':
    case 'before':
      return { ...field, test, day: '' };
    case 'in_last_days':
    case 'in_next_days':
      return { ...field, test, days: 30 };
    case 'answers':
      return { ...field, test, answer: true };
    case 'is_one_of':
    case 'is_none_of':
      return { ...field, test, optionIds: [] };
    case 'is_filled':
    case 'is_empty':
      return { ...field, test };
  }
}

/** What a condition can be about. */
interface Entry {
  id: string;
  label: string;
  icon: IconName;
  blank: Condition;
}

const fieldGroups: readonly { title: string; fields: readonly Exclude<Field, 'custom_field'>[] }[] = [
  { title: 'Qui', fields: ['kind', 'age', 'tag', 'list', 'segment', 'honorific', 'category', 'role', 'role_held'] },
  { title: 'Où', fields: ['district', 'municipality', 'postcode', 'address'] },
  { title: 'Ce qui s’est passé', fields: ['interaction', 'engagement', 'solicited', 'consent'] },
  { title: 'Comment les joindre', fields: ['reachable', 'has_email', 'has_mobile', 'has_address'] },
  { title: 'La fiche', fields: ['source', 'to_inform', 'collected', 'created'] },
];

/** The menu of « Ajouter une condition », and of the filters of a list: the mairie's own fields stand in it under their own names. */
export function menuOf({ fields }: Vocabulary): { title: string; entries: Entry[] }[] {
  const own = fields.filter(({ isArchived, isSensitive }) => !isArchived && !isSensitive).map(entryOf);
  const native = fieldGroups.map(({ title, fields: listed }) => ({
    title,
    entries: listed.map((field) => ({ id: field, label: fieldLabel[field], icon: fieldIcon[field], blank: blankOf[field] })),
  }));
  return [...native.slice(0, 2), ...(own.length > 0 ? [{ title: 'Vos champs', entries: own }] : []), ...native.slice(2)];
}

const entryOf = ({ id, name, kind }: AskableField): Entry => ({
  id,
  label: name,
  icon: fieldIcon.custom_field,
  blank: blankCustom(id, customTests[kind][0] ?? 'is_filled'),
});

/** What is looked for here and is not, with the reason why. */
export const refusalsIn = ({ fields }: Vocabulary): Omit<DraftRefusal, 'key'>[] => [
  ...fields
    .filter(({ isArchived, isSensitive }) => isSensitive && !isArchived)
    .map(({ name }) => ({ label: name, reason: whySensitive(name) })),
  { label: 'Nom ou prénom', reason: whyRefused('last_name') ?? '' },
  { label: 'Lieu de naissance, nationalité', reason: whyRefused('birth_place') ?? '' },
  { label: 'Religion, santé, opinions', reason: whyRefused('religion') ?? '' },
];
