import { newField } from '../../contacts/fields/contract.ts';
import { addField } from '../../contacts/fields/fields.ts';
import { addTag, tagContacts } from '../../contacts/tags/tags.ts';
import { addKind } from '../../interactions/kinds/kinds.ts';
import type { Scope } from '../../platform/scope.ts';
import { rule } from '../../segments/rules/contract.ts';
import { addSegment } from '../../segments/segments.ts';
import { addDistrict } from '../../townhalls/districts/districts.ts';
import { addTheme } from '../../townhalls/themes/themes.ts';
import type { Known } from './past.ts';
import { demoDistricts, demoThemes } from './places.ts';

/** What the mairie gave the commune by name: an id for each. */
export type Named = ReadonlyMap<string, string>;

export async function shapeBase(scope: Scope) {
  const districts = new Map<string, string>();
  for (const { name, streets } of demoDistricts)
    districts.set(name, (await addDistrict(scope, { name, streets: [...streets] })).id);
  const themes = new Map<string, string>();
  for (const name of demoThemes) themes.set(name, (await addTheme(scope, { name })).id);
  await addKind(scope, { label: 'Atelier participatif', initiative: 'contact', icon: 'users-group' });
  const school = await addField(
    scope,
    newField.parse({
      label: 'École fréquentée',
      kind: 'choice',
      options: [{ label: 'École des Tilleuls' }, { label: 'École du Gué' }],
      help: 'Celle des enfants, pour les parents.',
    }),
  );
  const stall = await addField(
    scope,
    newField.parse({ label: 'Emplacement au marché', kind: 'text', appliesTo: 'organization' }),
  );
  return { districts, themes, school, stall };
}

const tags = [
  { name: 'Parent d’élève', tone: 'info' },
  { name: 'Aîné', tone: 'neutral' },
  { name: 'Bénévole', tone: 'done' },
  { name: 'Nouvel arrivant', tone: 'voice' },
] as const;

export async function tagAll(scope: Scope, known: readonly Known[]): Promise<Named> {
  const ids = new Map<string, string>();
  for (const draft of tags) {
    const { id } = await addTag(scope, draft);
    ids.set(draft.name, id);
    const contactIds = known.filter(({ person }) => person.tags.includes(draft.name)).map(({ contactId }) => contactId);
    await tagContacts(scope, id, { contactIds });
  }
  return ids;
}

const people = { field: 'kind', value: 'person' };

/** Rules an agent finds ready, and those past letters were written to. */
export async function addSegments(scope: Scope, tagIds: Named): Promise<Named> {
  const drafts = [
    { name: 'Les habitants', conditions: [people] },
    {
      name: 'Parents d’élèves',
      conditions: [people, { field: 'tag', test: 'has_one_of', values: [tagIds.get('Parent d’élève')] }],
    },
    { name: 'Le quartier du Gué', conditions: [people, { field: 'address', test: 'contains', value: 'Gué' }] },
    { name: 'Les 70 ans et plus', conditions: [people, { field: 'age', test: 'at_least', years: 70 }] },
    {
      name: 'Associations',
      conditions: [{ field: 'category', test: 'is_one_of', values: ['association'] }],
    },
    { name: 'Commerces', conditions: [{ field: 'category', test: 'is_one_of', values: ['business'] }] },
  ];
  const ids = new Map<string, string>();
  for (const { name, conditions } of drafts) {
    const { id } = await addSegment(scope, { name, rule: rule.parse({ version: 1, match: 'all', conditions }) });
    ids.set(name, id);
  }
  return ids;
}
