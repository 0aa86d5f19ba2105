import type { IconName } from '../../ui/Icon.tsx';
import { type Condition, type Field, whyRefused } from '../contract.ts';
import type { DraftRefusal } from './draft.ts';

export const fieldIcon: Record<Field, IconName> = {
  kind: 'building-arch',
  age: 'cake',
  honorific: 'user',
  category: 'building-arch',
  municipality: 'building-community',
  postcode: 'mailbox',
  address: 'map-pin',
  has_email: 'mail',
  has_mobile: 'device-mobile',
  has_address: 'home',
  tag: 'tag',
  consent: 'signature',
  interaction: 'messages',
  source: 'inbox',
  collected: 'calendar',
  created: 'calendar-event',
};

/** A condition as it is first laid down; what the agent must choose is left empty. */
export const blankOf: { [F in Field]: Extract<Condition, { field: F }> } = {
  kind: { field: 'kind', value: 'person' },
  age: { field: 'age', test: 'at_least', years: 18 },
  honorific: { field: 'honorific', test: 'is_one_of', values: [] },
  category: { field: 'category', test: 'is_one_of', values: [] },
  municipality: { field: 'municipality', test: 'is_one_of', values: [] },
  postcode: { field: 'postcode', test: 'is_one_of', values: [] },
  address: { field: 'address', test: 'contains', value: '' },
  has_email: { field: 'has_email', value: true },
  has_mobile: { field: 'has_mobile', value: true },
  has_address: { field: 'has_address', value: true },
  tag: { field: 'tag', test: 'has_one_of', values: [] },
  consent: { field: 'consent', purposeId: '', channel: 'email', answer: 'granted' },
  interaction: { field: 'interaction', test: 'at_least', times: 1, kinds: [], initiative: null, subjectId: null, period: null },
  source: { field: 'source', test: 'is_one_of', values: [] },
  collected: { field: 'collected', period: { test: 'in_last_days', days: 30 } },
  created: { field: 'created', period: { test: 'in_last_days', days: 30 } },
};

/** The menu of « Ajouter une condition ». */
export const fieldGroups: readonly { title: string; fields: readonly Field[] }[] = [
  { title: 'Qui', fields: ['kind', 'age', 'tag', 'honorific', 'category'] },
  { title: 'Où', fields: ['municipality', 'postcode', 'address'] },
  { title: 'Ce qui s’est passé', fields: ['interaction', 'consent'] },
  { title: 'Comment les joindre', fields: ['has_email', 'has_mobile', 'has_address'] },
  { title: 'La fiche', fields: ['source', 'collected', 'created'] },
];

/** What is looked for here and is not, with the reason why. */
export const refusals: readonly Omit<DraftRefusal, 'key'>[] = [
  { label: 'Nom ou prénom', reason: whyRefused('last_name') ?? '' },
  { label: 'Lieu de naissance, nationalité', reason: whyRefused('birth_place') ?? '' },
  { label: 'Religion, santé, opinions', reason: whyRefused('religion') ?? '' },
];
