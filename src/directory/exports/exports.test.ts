import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { story, type Town } from '../../../test/town.ts';
import { addContacts, changeContact, getContact } from '../../contacts/contacts.ts';
import { newContact } from '../../contacts/contract.ts';
import { newField } from '../../contacts/fields/contract.ts';
import { addField } from '../../contacts/fields/fields.ts';
import { addTag, tagContacts } from '../../contacts/tags/tags.ts';
import { secondsAfter } from '../../platform/time.ts';
import { addDistrict } from '../../townhalls/districts/districts.ts';
import { inert } from './cells.ts';
import { type ExportColumn, exportsApi, type NewExport, newExport } from './contract.ts';
import { addExport, downloadExport, forgetSelections, listExports } from './exports.ts';

const reason = 'Convocation à la réunion publique';
const asked = (one: Partial<Parameters<typeof newExport.parse>[0] & object>): NewExport =>
  newExport.parse({ selection: { by: 'list', count: 3 }, columns: ['firstName', 'lastName'], format: 'csv', reason, ...one });

const textOf = async (content: unknown): Promise<string> => {
  const pieces: string[] = [];
  for await (const piece of content as AsyncIterable<string>) pieces.push(piece);
  return pieces.join('');
};

const linesOf = async ({ scope, transact }: Pick<Town, 'scope' | 'transact'>, one: NewExport) => {
  const { id, canary } = await addExport(scope, one);
  const { content } = await downloadExport(transact, id);
  const text = await textOf(content);
  return { text, canary, lines: parse(text, { delimiter: ';', bom: true }) as string[][] };
};

test(
  'the file holds those selected, in their order, as French spreadsheets open it, and one line that marks it',
  story(async (town) => {
    const { scope, lea } = town;
    const tag = await addTag(scope, { name: 'Bénévole' });
    await tagContacts(scope, tag.id, { contactIds: [lea.id] });
    const columns = ['kind', 'firstName', 'lastName', 'birthDate', 'email', 'tags'] as const;
    const { text, lines, canary } = await linesOf(town, asked({ columns: [...columns] }));
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text).toContain('\r\n');
    const [heading, ...rows] = lines;
    expect(heading).toEqual(['Personne ou structure', 'Prénom', 'Nom', 'Date de naissance', 'Adresse e-mail', 'Étiquettes']);
    const mark = rows.findIndex((row) => row[4] === canary.email);
    expect(rows[mark]).toEqual(['Personne', canary.firstName, canary.lastName, '', canary.email, '']);
    expect(rows.toSpliced(mark, 1)).toEqual([
      ['Personne', 'Karim', 'Benali', '02/03/1951', '', ''],
      ['Structure', '', 'Judo Club', '', 'contact@judo.example', ''],
      ['Personne', 'Léa', 'Martin', '23/08/1986', 'lea.martin@exemple.example', 'Bénévole'],
    ]);
  }),
);

test(
  'a district and a field of the mairie’s own have their column, and one whose field is gone is left out',
  story(async (town) => {
    const { scope, lea } = town;
    const district = await addDistrict(scope, { name: 'Le Gué', streets: [] });
    const licence = await addField(scope, newField.parse({ label: 'Licence', kind: 'number' }));
    const { version } = await getContact(scope, lea.id);
    const changes = { districtId: district.id, custom: { [licence.id]: 1234.5 } };
    await changeContact(scope, lea.id, { version, changes });
    const columns: ExportColumn[] = ['lastName', 'district', `field.${licence.id}`, `field.${crypto.randomUUID()}`];
    const { lines } = await linesOf(town, asked({ columns }));
    expect(lines[0]).toEqual(['Nom', 'Quartier', 'Licence']);
    expect(lines).toContainEqual(['Martin', 'Le Gué', '1\u00a0234,5']);
    expect(lines).toContainEqual(['Benali', '', '']);
  }),
);

test(
  'two files of the same people are told apart, and the journal says who took them and why',
  story(async ({ scope, nextDoor }) => {
    const [one, two] = [await addExport(scope, asked({})), await addExport(scope, asked({ format: 'xlsx' }))];
    expect(one.canary).not.toEqual(two.canary);
    expect((await listExports(scope, { limit: 10 })).items).toMatchObject([
      { id: two.id, format: 'xlsx', reason, contactCount: 3, actorName: 'Nadia Ferrand', downloadedAt: null },
      { id: one.id },
    ]);
    expect((await nextDoor((theirs) => listExports(theirs, { limit: 10 }))).items).toEqual([]);
  }),
);

test(
  'a file is there for an hour, then the line stays and whom it was about is forgotten',
  story(async ({ scope, transact }) => {
    const { id } = await addExport({ ...scope, now: secondsAfter(scope.now, -3700) }, asked({}));
    await expect(downloadExport(transact, id)).rejects.toMatchObject({ code: 'export.expired', kind: 'gone' });
    const { id: fresh } = await addExport(scope, asked({}));
    await forgetSelections({ ...scope, now: secondsAfter(scope.now, 25 * 3600) });
    await expect(downloadExport(transact, fresh)).rejects.toMatchObject({ code: 'export.expired' });
    expect((await listExports(scope, { limit: 10 })).items).toHaveLength(2);
  }),
);

test(
  'a list that has changed since is not exported',
  story(async ({ scope }) => {
    const late = addExport(scope, asked({ selection: { by: 'list', count: 4 } }));
    await expect(late).rejects.toMatchObject({ code: 'selection.changed' });
  }),
);

test('nothing a contact may be called becomes a formula, and taking the apostrophe off gives it back (trust S-42)', () => {
  const sign = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠');
  fc.assert(
    fc.property(sign, fc.string(), (first, rest) => {
      expect(inert(first + rest)).toBe(`'${first}${rest}`);
    }),
  );
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/^[=+\-@\t\r\0＝＋－＠]/.test(text)),
      (text) => {
        expect(inert(text)).toBe(text);
      },
    ),
  );
});

test(
  'a formula in a name, quotes and line breaks come out as text',
  story(async (town) => {
    const nasty = ['=HYPERLINK("http://x";"ici")', '+33 12', 'de "La Tour"; comte', '@SUM(A1)'];
    await addContacts(
      town.scope,
      nasty.map((lastName) => newContact.parse({ lastName })),
    );
    const { lines, canary } = await linesOf(town, asked({ selection: { by: 'list', count: 7 }, columns: ['lastName'] }));
    const names = lines.flat().filter((name) => name !== canary.lastName);
    expect(names).toEqual(expect.arrayContaining([`'${nasty[0]}`, `'${nasty[1]}`, nasty[2], `'${nasty[3]}`]));
  }),
);

test(
  'in a workbook every cell is text, a foreign phone too',
  story(async ({ scope, transact }) => {
    await addContacts(scope, [newContact.parse({ lastName: '=1+1', mobilePhone: '+32 470 12 34 56' })]);
    const { id } = await addExport(
      scope,
      asked({ selection: { by: 'list', count: 4 }, columns: ['lastName', 'mobilePhone'], format: 'xlsx' }),
    );
    const { content, fileName } = await downloadExport(transact, id);
    expect(fileName).toMatch(/^contacts-\d{4}-\d\d-\d\d\.xlsx$/);
    const sheet = sheetIn(content as Uint8Array);
    expect(sheet.formulas).toBe(0);
    expect(sheet.texts).toEqual(expect.arrayContaining(["'=1+1", '+32470123456', 'Judo Club']));
  }),
);

/** What a workbook holds, read from its own parts, as the directory of its zip lists them (APPNOTE 4.3.12). */
function sheetIn(workbook: Uint8Array): { texts: string[]; formulas: number } {
  const zip = Buffer.from(workbook);
  let [xml, at] = ['', zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06') + 16)];
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, local] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    if (/sharedStrings|worksheets/.test(zip.toString('utf8', at + 46, at + 46 + name)))
      xml += inflateRawSync(zip.subarray(start, start + size)).toString();
    at += 46 + name + extra + comment;
  }
  const texts = [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text = '']) => text.replace(/&apos;|&#39;/g, "'"));
  return { texts, formulas: xml.match(/<f[ >]/g)?.length ?? 0 };
}

test(
  'over HTTP: no reason, no file; a reader takes none, and an editor not more than their role allows (trust P-13)',
  story(async (town) => {
    const { as } = await knock(town);
    const editor = await as('editor');
    const body = { selection: { by: 'list' as const, count: 3 }, columns: ['lastName' as const], format: 'csv' as const };
    const without = await editor.ask(exportsApi.add, { body: { ...body, reason: ' ' } });
    expect([without.status, without.problem.code]).toEqual([403, 'export.needs_a_reason']);
    expect((await (await as('reader')).ask(exportsApi.add, { body: { ...body, reason } })).status).toBe(403);
    const { reply } = await editor.ask(exportsApi.add, { body: { ...body, reason } });
    const file = await editor.ask(exportsApi.download, { params: { exportId: reply.id } });
    expect([file.status, file.headers['content-disposition']]).toEqual([200, expect.stringContaining('.csv')]);
    expect(file.raw).toContain('Judo Club');

    await addContacts(
      town.scope,
      Array.from({ length: 5000 }, (_, at) => newContact.parse({ lastName: `Habitant ${at}` })),
    );
    const crowd = { ...body, selection: { by: 'list' as const, count: 5003 }, reason };
    const tooMany = await editor.ask(exportsApi.add, { body: crowd });
    expect([tooMany.status, tooMany.problem.code]).toEqual([403, 'export.too_many']);
    expect((await (await as('administrator')).ask(exportsApi.add, { body: crowd })).status).toBe(201);
  }),
);
