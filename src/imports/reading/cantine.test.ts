import { createReadStream } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { type Drafted, groupDuplicates } from '../alike/duplicates.ts';
import { draftContact } from '../cleaning/draft.ts';
import type { LineIssue, SetAsideReason } from '../contract.ts';
import { readSheet, type SheetLayout, sniffSheet } from './sheet.ts';

// Every figure below was worked out from the file itself by another program and by reading odd lines, not from this code.
const path = new URL('../../../test/samples/cantine-2025.csv', import.meta.url);

let layout: SheetLayout;
let records = 0;
const setAside: [SetAsideReason, number][] = [];
const issues: (LineIssue & { line: number })[] = [];
const drafted: Drafted[] = [];
let rejected = 0;

beforeAll(async () => {
  layout = await sniffSheet(createReadStream(path));
  const mapping = { targets: layout.columns.map((column) => column.target), nameOrder: layout.nameOrder, today: '2026-09-03' };
  for await (const line of readSheet(createReadStream(path), layout)) {
    records++;
    if (line.setAside) {
      setAside.push([line.setAside, line.line]);
      continue;
    }
    const one = draftContact(line.cells, mapping);
    issues.push(...one.issues.map((issue) => ({ ...issue, line: line.line })));
    if (one.rejection) rejected++;
    else drafted.push({ line: line.line, draft: one.draft });
  }
});

test('the canteen’s file is Windows-1252, cut by semicolons, headed on its fourth line', () => {
  expect(layout).toMatchObject({
    encoding: 'windows-1252',
    isDoubleEncoded: false,
    undecodableLines: [],
    separator: ';',
    headerLine: 4,
  });
});

test('its columns are recognized by their French headings, and children are left aside', () => {
  expect(layout.columns.map(({ heading, target, reason }) => [heading, target, reason])).toEqual([
    ['Nom Prénom responsable', 'full_name', null],
    ['Mél', 'email', null],
    ['Tél. portable', 'mobile_phone', null],
    ['Tél fixe', 'landline_phone', null],
    ['Adresse', 'address_line', null],
    ['CP Ville', 'postcode_and_municipality', null],
    ['Né(e) le', 'birth_date', null],
    ['Enfant(s) / classe', 'ignore', 'minor'],
    ['Accord pour recevoir les infos de la mairie ?', 'email_consent', null],
  ]);
});

test('its 1,206 lines hold 920 records: two titles, three blanks, a header, a total and 913 families', () => {
  expect(records).toBe(919);
  expect(setAside).toEqual([
    ['title', 1],
    ['title', 2],
    ['blank', 3],
    ['blank', 575],
    ['blank', 829],
    ['total', 1206],
  ]);
  expect(drafted).toHaveLength(913);
  expect(rejected).toBe(0);
  expect(drafted.at(0)!.line).toBe(5);
  expect(drafted.at(-1)!.line).toBe(1204);
});

test('each problem is found as often as it is there', () => {
  const count = new Map<string, number>();
  for (const { kind } of issues) count.set(kind, (count.get(kind) ?? 0) + 1);
  expect(Object.fromEntries(count)).toEqual({ email_malformed: 64, consent_unclear: 109, zero_restored: 140 });
  const malformed = issues.filter(({ kind }) => kind === 'email_malformed');
  expect(malformed.filter(({ text }) => text.includes(' '))).toHaveLength(40);
  expect(malformed.filter(({ text }) => text.includes('@@'))).toHaveLength(24);
  expect(malformed.every(({ proposal }) => /^[a-z0-9.]+@[a-z.]+$/.test(proposal ?? ''))).toBe(true);
  expect(malformed[0]).toMatchObject({
    line: 48,
    text: 'francoise.delatour36 @courriel.example',
    proposal: 'francoise.delatour36@courriel.example',
  });
});

test('what can be read is read: e-mails, phones in eight spellings, dates in five, answers in seven', () => {
  const having = (field: 'email' | 'mobilePhone' | 'landlinePhone' | 'birthDate') =>
    drafted.filter(({ draft }) => draft[field]).length;
  expect(having('email')).toBe(776);
  expect(having('mobilePhone')).toBe(805);
  expect(having('landlinePhone')).toBe(379);
  expect(having('birthDate')).toBe(766);
  expect(drafted.every(({ draft }) => draft.mobilePhone === null || /^\+3363998\d{4}$/.test(draft.mobilePhone))).toBe(true);
  expect(drafted.every(({ draft }) => draft.landlinePhone === null || /^\+3326191\d{4}$/.test(draft.landlinePhone))).toBe(true);
  expect(drafted.every(({ draft }) => draft.postcode === '00300' && draft.municipality === 'Valmeraude')).toBe(true);
  expect(consents(drafted)).toEqual({ granted: 453, refused: 237, unknown: 223 });
});

test('40 first names and 29 last names are told apart, whichever comes first and however they are capitalised', () => {
  const firstNames = new Set(drafted.map(({ draft }) => draft.firstName));
  const lastNames = new Set(drafted.map(({ draft }) => draft.lastName));
  expect(firstNames.size).toBe(40);
  expect([...lastNames].sort()).toEqual(
    [
      ...[
        'Belorme',
        'Benali',
        'Brisemur',
        'Castelvert',
        'Darmoise',
        'Durand',
        'Fauvelle',
        'Fontbrune',
        'Garcia y Lopez',
        'Grandchêne',
      ],
      ...[
        'Hervé',
        'Kermadec',
        'Le Goff',
        'Lefèvre',
        'Martin',
        'Montavril',
        'N’Guyen',
        'O’Brien',
        'Petit',
        'Pélissier',
        'Quéméneur',
      ],
      ...['Tournebise', 'Traoré', 'Valcourtin', 'Vergnes-Roussel', 'de La Tour', 'd’Estampes', 'Œuvrard', 'Ÿzabel'],
    ].sort(),
  );
});

test('913 lines make 866 people: 47 of them have two lines, and a refusal wins over an accord', () => {
  const people = groupDuplicates(drafted);
  expect(people).toHaveLength(866);
  expect(people.filter(({ lines }) => lines.length === 2)).toHaveLength(47);
  expect(people.every(({ lines }) => lines.length <= 2)).toBe(true);
  expect(people.filter(({ conflicts }) => conflicts.includes('emailConsent'))).toHaveLength(7);
  expect(people.filter(({ conflicts }) => conflicts.includes('landlinePhone'))).toHaveLength(8);
  expect(consents(people)).toEqual({ granted: 436, refused: 234, unknown: 196 });
  expect(people.filter(({ draft }) => draft.email)).toHaveLength(740);
  expect(people.filter(({ draft }) => !(draft.email || draft.mobilePhone || draft.landlinePhone))).toHaveLength(10);
});

test('parents who share an e-mail stay two people: 34 couples, and four pairs of homonyms born on different days', () => {
  const people = groupDuplicates(drafted);
  const sharing = new Map<string, typeof people>();
  for (const one of people) if (one.draft.email) sharing.set(one.draft.email, [...(sharing.get(one.draft.email) ?? []), one]);
  const pairs = [...sharing.values()].filter((group) => group.length > 1);
  expect(pairs.every((group) => group.length === 2)).toBe(true);
  const couples = pairs.filter(([one, other]) => one!.draft.firstName !== other!.draft.firstName);
  expect(couples).toHaveLength(34);
  expect(couples.every(([one, other]) => one!.draft.lastName === other!.draft.lastName)).toBe(true);
  expect(pairs).toHaveLength(38);
  expect(people.find(({ lines }) => lines.includes(254))?.lines).toEqual([254, 256]);
  expect(people.find(({ lines }) => lines.includes(257))?.lines).toEqual([257]);
});

function consents(people: { draft: Drafted['draft'] }[]) {
  const having = (answer: string | null) => people.filter(({ draft }) => draft.emailConsent === answer).length;
  return { granted: having('granted'), refused: having('refused'), unknown: having(null) };
}
