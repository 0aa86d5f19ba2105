import { expect, test } from 'vitest';
import { draftContact } from '../cleaning/draft.ts';
import type { ColumnTarget, ContactDraft } from '../contract.ts';
import { groupDuplicates, mergeDrafts } from './duplicates.ts';
import { identityKeys } from './identity.ts';

const targets: ColumnTarget[] = ['full_name', 'email', 'phone', 'birth_date', 'address_line', 'email_consent', 'tag'];
const read = (line: string) => draftContact(line.split(';'), { targets, nameOrder: 'first_last', today: '2026-09-03' });
const grouped = (...lines: string[]) => groupDuplicates(lines.map((line, at) => ({ line: at + 1, draft: read(line).draft })));
const linesOf = (...lines: string[]) => grouped(...lines).map((group) => group.lines);

test('the same person, last name first or last, with one e-mail, is one person', () => {
  expect(linesOf('TOURNEBISE Noémie;n@exemple.fr', 'Noemie Tournebise;N@exemple.fr')).toEqual([[1, 2]]);
});

test('a mobile phone, a birth date or an address recognizes the same name; a landline or nothing does not', () => {
  expect(linesOf('Léa Martin;;0639985086', 'MARTIN Léa;;+33 6 39 98 50 86')).toEqual([[1, 2]]);
  expect(linesOf('Léa Martin;;;4/2/53', 'MARTIN Léa;;;1953-02-04')).toEqual([[1, 2]]);
  expect(linesOf('Léa Martin;;;;12 r. du Gué', 'MARTIN Léa;;;;12, RUE du Gue')).toEqual([[1, 2]]);
  expect(linesOf('Léa Martin;;0261912551', 'MARTIN Léa;;0261912551')).toEqual([[1], [2]]);
  expect(linesOf('Léa Martin', 'MARTIN Léa')).toEqual([[1], [2]]);
});

test('two parents who share an e-mail, a phone and an address stay two people', () => {
  expect(
    linesOf('BENALI Rosalie;b@exemple.fr;0639985086;;1 rue du Gué', 'BENALI Karim;b@exemple.fr;0639985086;;1 rue du Gué'),
  ).toEqual([[1], [2]]);
});

test('a father and a son of one name under one roof stay two people', () => {
  expect(linesOf('Rémi Benali;r@exemple.fr;;13/12/1981;96 rue', 'Rémi Benali;r@exemple.fr;;28/09/2006;96 rue')).toEqual([
    [1],
    [2],
  ]);
  expect(linesOf('Rémi Benali;;;13/12/1981;96 rue', 'Rémi Benali;;;28/09/2006;96 rue', 'Rémi Benali;;;28/9/2006')).toEqual([
    [1],
    [2, 3],
  ]);
});

test('a third line can tell that two others were the same person', () => {
  const [only, ...others] = grouped(
    'Léa Martin;l@exemple.fr',
    'Léa Martin;;0639985086',
    'Léa Martin;l@exemple.fr;0639985086;4/2/53',
  );
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    lines: [1, 2, 3],
    draft: { email: 'l@exemple.fr', mobilePhone: '+33639985086', birthDate: '1953-02-04' },
  });
});

test('what is known stays, blanks are filled, and what differs is said', () => {
  const [merged] = grouped(
    'Léa Martin;l@exemple.fr;;;1 rue du Gué;;Chorale',
    'Léa Martin;l@exemple.fr;0639985086;;2 rue du Gué;;Judo',
  );
  expect(merged).toMatchObject({
    draft: { addressLine: '1 rue du Gué', mobilePhone: '+33639985086', tags: ['Chorale', 'Judo'] },
    conflicts: ['addressLine'],
  });
});

test.each([
  ['oui', 'non', 'refused'],
  ['non', 'oui', 'refused'],
  ['', 'oui', 'granted'],
  ['', 'non', 'refused'],
  ['', '', null],
])('of « %s » and « %s », %s is kept', (one, other, expected) => {
  const draft = (answer: string): ContactDraft => read(`Léa Martin;;;;;${answer}`).draft;
  expect(mergeDrafts(draft(one), draft(other)).draft.emailConsent).toBe(expected);
});

test('an organization is recognized by its SIRET, or by its name and e-mail', () => {
  const organization = { ...read('Club de judo;judo@exemple.fr').draft, siret: '73282932000074' };
  expect(organization).toMatchObject({ kind: 'organization', lastName: 'Club de judo', firstName: null });
  expect(identityKeys(organization)).toEqual(['siret:73282932000074', 'email:club de judo:judo@exemple.fr']);
});

test('a line with neither name nor organization is rejected, and text beyond the columns is said', () => {
  expect(read(';l@exemple.fr')).toMatchObject({ rejection: 'no_name' });
  expect(read('Léa Martin;;;;;;;décalé').issues).toEqual([
    { kind: 'cells_beyond_columns', column: 7, text: 'décalé', proposal: null },
  ]);
});

test('a mobile written under the wrong heading is still a mobile, and a third phone is said', () => {
  const { draft, issues } = read('Léa Martin;;06 39 98 50 86 / 02 61 91 28 19 / 06 39 98 00 00');
  expect(draft).toMatchObject({ mobilePhone: '+33639985086', landlinePhone: '+33261912819' });
  expect(issues).toMatchObject([{ kind: 'phone_left_out', text: '06 39 98 00 00' }]);
});

test('unreadable signs are never kept as if they had been read', () => {
  expect(read('Zo\ufffd Martin;z@exemple.fr')).toMatchObject({
    rejection: 'no_name',
    issues: [{ kind: 'text_undecodable' }, { kind: 'no_name' }],
  });
});
