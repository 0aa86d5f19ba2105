import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { story } from '../../../test/town.ts';
import { newId } from '../../platform/ids.ts';
import type { Scope } from '../../platform/scope.ts';
import { addContact, changeContact, completeContacts, getContact } from '../contacts.ts';
import { contactChange, contactsApi, newContact } from '../contract.ts';
import { contactsFootprint } from '../footprint.ts';
import { type CustomField, type FieldKind, fieldsApi, newField } from './contract.ts';
import { addField, archiveField, changeField, listFields, orderFields, restoreField, usageOfField } from './fields.ts';
import { customValueInWords } from './labels.ts';

type Draft = Parameters<typeof newField.parse>[0] & object;
const add = (scope: Scope, draft: Draft) => addField(scope, newField.parse(draft));
const meals = { label: 'Repas pris', kind: 'choices', options: [{ label: 'Le midi' }, { label: 'Le soir' }] };
const fill = async (scope: Scope, contactId: string, custom: object) => {
  const { version } = await getContact(scope, contactId);
  return changeContact(scope, contactId, { version, changes: contactChange.parse({ custom }) });
};
const optionsOf = ({ options }: CustomField) => options.map(({ id }) => id) as [string, string];

test(
  'a field an administrator adds is on every record, and holds what is written there',
  story(async ({ scope, lea }) => {
    const school = await add(scope, { label: 'École fréquentée', help: 'Le nom court', kind: 'text' });
    expect(school).toMatchObject({ label: 'École fréquentée', appliesTo: 'person', options: [], approval: null, version: 1 });
    const filled = await fill(scope, lea.id, { [school.id]: '  Les Tilleuls ' });
    expect(filled.custom).toEqual({ [school.id]: 'Les Tilleuls' });
    expect(await getContact(scope, lea.id)).toEqual(filled);
    expect(await contactsFootprint.copyFor(scope, lea.id)).toMatchObject({
      'Champs de la mairie': { 'École fréquentée': 'Les Tilleuls' },
    });
  }),
);

type Told = (options: [string, string]) => unknown;
const kinds: [FieldKind, { given: Told; kept: Told; read: string }][] = [
  ['text', { given: () => 'Les Tilleuls', kept: () => 'Les Tilleuls', read: 'Les Tilleuls' }],
  ['text', { given: () => '', kept: () => undefined, read: '' }],
  ['long_text', { given: () => 'Deux\nlignes', kept: () => 'Deux\nlignes', read: 'Deux\nlignes' }],
  ['number', { given: () => 12.5, kept: () => 12.5, read: '12,5' }],
  ['number', { given: () => '1 234,5', kept: () => 1234.5, read: '1\u00a0234,5' }],
  ['date', { given: () => '2026-09-03', kept: () => '2026-09-03', read: '3 septembre 2026' }],
  ['yes_no', { given: () => false, kept: () => false, read: 'Non' }],
  ['yes_no', { given: () => 'true', kept: () => true, read: 'Oui' }],
  ['choice', { given: ([noon]) => noon, kept: ([noon]) => noon, read: 'Le midi' }],
  [
    'choices',
    {
      given: ([noon, evening]) => [evening, noon, evening],
      kept: ([noon, evening]) => [noon, evening],
      read: 'Le midi, Le soir',
    },
  ],
  ['choices', { given: () => [], kept: () => undefined, read: '' }],
];
test.each(kinds)('a %s field keeps and reads %o', (kind, { given, kept, read }) =>
  story(async ({ scope, lea }) => {
    const field = await add(scope, { label: 'Repas', kind, options: kind.startsWith('choice') ? meals.options : [] });
    const { custom } = await fill(scope, lea.id, { [field.id]: given(optionsOf(field)) });
    expect(custom[field.id]).toEqual(kept(optionsOf(field)));
    expect(customValueInWords(field, custom[field.id])).toBe(read);
  })(),
);

test.each<[FieldKind, unknown, string]>([
  ['text', 'Deux\nlignes', 'ligne'],
  ['text', 12, 'Repas'],
  ['number', 'douze', 'nombre'],
  ['number', 1e300, 'trop grand'],
  ['date', '2026-02-30', 'n’existe pas'],
  ['yes_no', 'peut-être', 'oui ou par non'],
  ['choice', 'Le midi', 'choix'],
  ['choices', [newId()], 'choix'],
])('a %s field refuses %j, and says why', (kind, given, why) =>
  story(async ({ scope, lea }) => {
    const field = await add(scope, { label: 'Repas', kind, options: kind.startsWith('choice') ? meals.options : [] });
    await expect(fill(scope, lea.id, { [field.id]: given })).rejects.toMatchObject({
      code: 'contact.impossible',
      errors: [{ field: `custom.${field.id}`, message: expect.stringContaining(why) }],
    });
  })(),
);

test(
  'a value for a field nobody defined, of a neighbour, of the other kind of record or archived is refused',
  story(async ({ scope, nextDoor, lea, judo }) => {
    const theirs = await nextDoor((neighbour) => add(neighbour, { label: 'École', kind: 'text' }));
    const members = await add(scope, { label: 'Nombre d’adhérents', kind: 'number', appliesTo: 'organization' });
    const former = await add(scope, { label: 'Ancien numéro', kind: 'text', appliesTo: 'both' });
    await fill(scope, judo.id, { [members.id]: 120, [former.id]: 'A12' });
    await archiveField(scope, former.id);
    for (const [fieldId, value] of [
      [newId(), 'x'],
      [theirs.id, 'x'],
      [members.id, 3],
      [former.id, 'B7'],
    ] as const)
      await expect(fill(scope, lea.id, { [fieldId]: value })).rejects.toMatchObject({ code: 'contact.impossible' });
    await expect(addContact(scope, newContact.parse({ lastName: 'Morel', custom: { [members.id]: 3 } }))).rejects.toMatchObject({
      errors: [{ field: `custom.${members.id}` }],
    });
    expect((await getContact(scope, judo.id)).custom).toEqual({ [members.id]: 120, [former.id]: 'A12' });
  }),
);

test(
  'each value is written alone: two agents who fill two fields lose neither, and null empties one',
  story(async ({ scope, lea }) => {
    const [school, bus] = [
      await add(scope, { label: 'École', kind: 'text' }),
      await add(scope, { label: 'Prend le car', kind: 'yes_no' }),
    ];
    await fill(scope, lea.id, { [school.id]: 'Les Tilleuls' });
    await fill(scope, lea.id, { [bus.id]: true });
    expect((await getContact(scope, lea.id)).custom).toEqual({ [school.id]: 'Les Tilleuls', [bus.id]: true });
    const emptied = await fill(scope, lea.id, { [school.id]: null });
    expect(emptied.custom).toEqual({ [bus.id]: true });
    await completeContacts(scope, [{ contactId: lea.id, changes: { custom: { [school.id]: 'Les Lilas', [bus.id]: null } } }]);
    expect((await getContact(scope, lea.id)).custom).toEqual({ [school.id]: 'Les Lilas', [bus.id]: true });
  }),
);

const asChange = ({ label, help, appliesTo, options, approval }: CustomField) => ({ label, help, appliesTo, options, approval });

test(
  'options are renamed, reordered, added and archived, and records keep what they chose',
  story(async ({ scope, lea }) => {
    const field = await add(scope, meals);
    const [noon, evening] = optionsOf(field);
    await fill(scope, lea.id, { [field.id]: [noon, evening] });
    const changed = await changeField(scope, field.id, {
      version: 1,
      change: {
        ...asChange(field),
        options: [
          { id: null, label: 'Le goûter', isArchived: false },
          { id: noon, label: 'Au déjeuner', isArchived: false },
        ],
      },
    });
    expect(changed.options).toMatchObject([
      { label: 'Le goûter', isArchived: false },
      { id: noon, label: 'Au déjeuner', isArchived: false },
      { id: evening, label: 'Le soir', isArchived: true },
    ]);
    const { custom } = await getContact(scope, lea.id);
    expect(customValueInWords(changed, custom[field.id])).toBe('Au déjeuner, Le soir');
  }),
);

test.each<[string, Draft, string]>([
  ['a name every record already has', { label: 'adresse E-MAIL', kind: 'text' }, 'field.native'],
  ['a name another field has', { label: 'ECOLE', kind: 'text' }, 'field.label_taken'],
  ['choices without a choice', { label: 'Repas', kind: 'choice' }, 'field.without_option'],
  ['choices where none is offered', { ...meals, kind: 'number' }, 'field.useless_option'],
  ['twin choices', { ...meals, options: [{ label: 'Midi' }, { label: 'MIDI' }] }, 'field.twin_options'],
])('%s is refused', (_, draft, code) =>
  story(async ({ scope, transact }) => {
    await add(scope, { label: 'École', kind: 'text' });
    await expect(transact((later) => add(later, draft))).rejects.toMatchObject({ code });
  })(),
);

test(
  'a field that sounds sensitive needs the officer’s approval, said by an administrator and kept; no other role may speak for them',
  story(async (town) => {
    const { as } = await knock(town);
    const [administrator, editor] = [await as('administrator'), await as('editor')];
    const body = { label: 'Allergies', kind: 'text' as const };
    const refused = await administrator.ask(fieldsApi.add, { body });
    expect([refused.status, refused.problem.code]).toEqual([422, 'field.sensitive']);
    expect(refused.problem.detail).toContain('santé');
    const approval = { dpo: 'Centre de gestion', approvedOn: '2026-01-05', reason: 'Sorties scolaires : consigne au repas.' };
    expect((await editor.ask(fieldsApi.add, { body: { ...body, approval } })).status).toBe(403);
    const tomorrow = { ...approval, approvedOn: '2126-01-05' };
    expect((await administrator.ask(fieldsApi.add, { body: { ...body, approval: tomorrow } })).problem.code).toBe(
      'field.approved_in_future',
    );
    const added = await administrator.ask(fieldsApi.add, { body: { ...body, approval } });
    expect(added.reply.approval).toEqual({ ...approval, by: 'Clé administrator' });
  }),
);

test(
  'an approval covers the words it was given for, and no others',
  story(async ({ scope }) => {
    const field = await add(scope, { label: 'Accueil', kind: 'choice', options: [{ label: 'Le matin' }] });
    const renamed = (label: string) =>
      changeField(scope, field.id, { version: field.version, change: { ...asChange(field), label } });
    await expect(renamed('Religions')).rejects.toMatchObject({ code: 'field.sensitive' });
    const withOption = { ...asChange(field), options: [...field.options, { id: null, label: 'Sans porc', isArchived: false }] };
    await expect(changeField(scope, field.id, { version: 1, change: withOption })).rejects.toMatchObject({
      code: 'field.sensitive',
    });
    expect((await renamed('Accueil du matin')).label).toBe('Accueil du matin');
  }),
);

test(
  'before it is archived one knows how many records hold it and what relies on it; restored, it has its values again',
  story(async ({ scope, lea, karim, judo }) => {
    const field = await add(scope, { ...meals, appliesTo: 'both' });
    const [noon, evening] = optionsOf(field);
    await fill(scope, lea.id, { [field.id]: [noon, evening] });
    await fill(scope, judo.id, { [field.id]: [noon] });
    const usage = await usageOfField(scope, field.id, [
      async (_, fieldId) => [{ kind: 'segment', id: karim.id, name: `Qui parle de ${fieldId}` }],
    ]);
    expect(usage).toEqual({
      contactCount: 2,
      options: expect.arrayContaining([
        { id: noon, contactCount: 2 },
        { id: evening, contactCount: 1 },
      ]),
      uses: [{ kind: 'segment', id: karim.id, name: `Qui parle de ${field.id}` }],
    });
    expect(await archiveField(scope, field.id)).toMatchObject({ archivedAt: scope.now });
    expect(await restoreField(scope, field.id)).toMatchObject({ archivedAt: null });
    expect((await getContact(scope, lea.id)).custom[field.id]).toEqual([noon, evening]);
  }),
);

test(
  'fields come in the order agents put them in',
  story(async ({ scope }) => {
    const [one, two, three] = [
      await add(scope, { label: 'Un', kind: 'text' }),
      await add(scope, { label: 'Deux', kind: 'text' }),
      await add(scope, { label: 'Trois', kind: 'text' }),
    ];
    await orderFields(scope, [three.id, one.id, two.id]);
    expect((await listFields(scope)).map(({ label }) => label)).toEqual(['Trois', 'Un', 'Deux']);
  }),
);

/** Trust S-51: names that JavaScript gives a meaning to are nobody's field. */
test.each(['__proto__', 'constructor', 'prototype', 'toString'])('« %s » is no field, and pollutes nothing', (name) =>
  story(async (town) => {
    const { as } = await knock(town);
    const editor = await as('editor');
    const custom = JSON.parse(`{"${name}": {"polluted": true}}`);
    const params = { contactId: town.lea.id };
    const changed = await editor.ask(contactsApi.change, { params, body: { custom } }, { version: 1 });
    const added = await editor.ask(contactsApi.add, { body: { lastName: 'Morel', custom } });
    expect([400, 422]).toContain(changed.status);
    expect([400, 422]).toContain(added.status);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((await getContact(town.scope, town.lea.id)).custom).toEqual({});
  })(),
);
