import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { archiveOf, workbookOf } from '../../../test/files/archive.ts';
import { Problem } from '../../platform/problem.ts';
import { cellsOf, HIDDEN } from './copy.ts';
import { copyOut } from './copying.ts';
import { copySheet } from './workbook.ts';

async function onDisk(content: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-workbook-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'classeur.xlsx'), content);
  return join(folder, 'classeur.xlsx');
}

async function copied(content: Buffer, sheet: number | null = null) {
  const pieces: string[] = [];
  const out = new Writable({
    write(piece, _, done) {
      pieces.push(String(piece));
      done();
    },
  });
  const summary = await copySheet(await onDisk(content), sheet, out);
  return { summary, rows: pieces.join('').split('\n').slice(0, -1).map(cellsOf), text: pieces.join('') };
}

const refusal = (content: Buffer) =>
  copied(content).then(
    () => 'accepted',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

const inline = (...cells: string[]) => cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('');
const sheetOf = (...rows: string[]) => ({ xml: `<sheetData>${rows.map((row) => `<row>${row}</row>`).join('')}</sheetData>` });

test('cells say what the agent sees: shared and rich texts, days, yes and no, formulas’ results, and nothing of their errors', async () => {
  const styles = `<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="00000"/>
    <numFmt numFmtId="166" formatCode="0#&quot; &quot;##&quot; &quot;##&quot; &quot;##&quot; &quot;##"/><numFmt numFmtId="167" formatCode="# ##0\\ &quot;days&quot;"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>`;
  const texts = '<si><t>Léa</t></si><si><r><t>Mar</t></r><r><t>tin</t></r><rPh><t>phonétique</t></rPh></si>';
  const row = `<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="D1" s="1"><v>45802</v></c><c r="E1" s="2"><v>45802.5</v></c>
    <c r="F1" t="b"><v>1</v></c><c r="G1" t="str"><f>A1</f><v>Martin</v></c><c r="H1" t="e"><v>#REF!</v></c><c r="I1" s="3"><v>300</v></c>
    <c r="J1" s="4"><v>639985086</v></c><c r="K1"><v>8.5849561700012E13</v></c><c r="L1" s="5"><v>900</v></c>`;
  const { rows } = await copied(workbookOf({ sheets: [sheetOf(row)], texts, styles }));
  expect(rows).toEqual([
    ['Martin', 'Léa', '', '2025-05-25', '2025-05-25 12:00', 'Oui', 'Martin', '', '00300', '0639985086', '85849561700012', '900'],
  ]);
});

test('days of a workbook born on a Macintosh count from 1904', async () => {
  const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
  const sheets = [sheetOf('<c r="A1" s="0"><v>44340</v></c>')];
  expect((await copied(workbookOf({ sheets, styles, properties: 'date1904="1"' }))).rows).toEqual([['2025-05-25']]);
});

test('rows keep the number of their margin, breaks stay in their cell, and what is hidden is marked', async () => {
  const xml = `<cols><col min="2" max="2" hidden="1"/><col min="4" max="16384" hidden="1"/></cols><sheetData>
    <row r="2">${inline('Nom', 'Note')}</row><row r="5" hidden="1">${inline('Petit', 'a\nb')}</row></sheetData>
    <mergeCells count="1"><mergeCell ref="A1:K1"/></mergeCells>`;
  const { rows, text: written, summary } = await copied(workbookOf({ sheets: [{ xml }] }));
  expect(rows).toEqual([[''], ['Nom', 'Note'], [''], [''], ['Petit', 'a\nb']]);
  expect(written.split('\n')[4]).toBe(`${HIDDEN}Petit\ta\u2028b`);
  expect(summary.hiddenColumns.slice(0, 3)).toEqual([1, 3, 4]);
});

test('the first sheet in sight is read, or the one that is asked for', async () => {
  const sheets = [
    { name: 'Listes', state: 'veryHidden', ...sheetOf(inline('cachée')) },
    { name: 'Adhérents', ...sheetOf(inline('visible')) },
    { name: 'Anciens', ...sheetOf(inline('autre')) },
  ];
  const first = await copied(workbookOf({ sheets }));
  expect(first).toMatchObject({ rows: [['visible']], summary: { sheet: 1 } });
  expect(first.summary.sheets).toEqual([
    { name: 'Listes', isHidden: true },
    { name: 'Adhérents', isHidden: false },
    { name: 'Anciens', isHidden: false },
  ]);
  expect((await copied(workbookOf({ sheets }), 2)).rows).toEqual([['autre']]);
  await expect(copied(workbookOf({ sheets }), 7)).rejects.toMatchObject({ code: 'import.sheet_missing' });
});

const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, '0');
const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`;
const foreign = '<?xml version="1.0"?><worksheet><sheetData><row><c t="str"><v>&file;</v></c></row></sheetData></worksheet>';

test.each<[string, string, () => Buffer]>([
  [
    'import.workbook_too_dense',
    'a bomb: 64 MB of zeros folded a thousand times',
    () => archiveOf([{ name: 'xl/workbook.xml', content: zeros(64) }]),
  ],
  [
    'import.workbook_unreadable',
    'a part that unfolds to more than it says',
    () => archiveOf([{ name: 'xl/workbook.xml', content: zeros(1), declared: 100 }]),
  ],
  [
    'import.workbook_too_dense',
    'ten thousand parts',
    () => archiveOf(Array.from({ length: 2001 }, (_, at) => ({ name: `p${at}`, content: '' }))),
  ],
  [
    'import.workbook_unreadable',
    'an archive within an archive',
    () => archiveOf([{ name: 'inner.zip', content: archiveOf([{ name: 'a', content: 'b' }]) }]),
  ],
  [
    'import.workbook_unreadable',
    'a sheet that is an archive',
    () => workbookOf({ sheets: [{ xml: `<?xml${archiveOf([]).toString('latin1')}` }] }),
  ],
  ['import.workbook_declares', 'a billion laughs', () => workbookOf({ sheets: [{ xml: laughs }] })],
  ['import.workbook_unreadable', 'an entity nobody declared', () => workbookOf({ sheets: [{ xml: foreign }] })],
  [
    'import.cell_too_long',
    'a cell of a hundred thousand letters',
    () => workbookOf({ sheets: [sheetOf(inline('x'.repeat(100_000)))] }),
  ],
  [
    'import.cell_too_long',
    'an attribute without end',
    () => workbookOf({ sheets: [{ xml: `<sheetData a="${'x'.repeat(3_000_000)}"></sheetData>` }] }),
  ],
  ['import.too_many_columns', 'a cell in column XFD', () => workbookOf({ sheets: [sheetOf('<c r="XFD1"><v>1</v></c>')] })],
  [
    'import.workbook_unreadable',
    'rows past Excel’s last',
    () => workbookOf({ sheets: [{ xml: '<sheetData><row r="1048577"/></sheetData>' }] }),
  ],
  [
    'import.workbook_unreadable',
    'rows that go backwards',
    () => workbookOf({ sheets: [{ xml: '<sheetData><row r="3"/><row r="2"/></sheetData>' }] }),
  ],
  ['import.workbook_unreadable', 'half a workbook', () => workbookOf({ sheets: [sheetOf(inline('a'))] }).subarray(0, 300)],
  ['import.workbook_unreadable', 'a path that climbs', () => archiveOf([{ name: '../../etc/passwd', content: 'x' }])],
])('%s: %s', async (code, _, content) => {
  expect(await refusal(content())).toBe(code);
});

test('a declared range of 17 billion cells, and one row at the very bottom, cost nothing', async () => {
  const xml = `<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">${inline('fin')}</row></sheetData>`;
  const { rows } = await copied(workbookOf({ sheets: [{ xml }] }));
  expect([rows.length, rows.at(-1)]).toEqual([1_048_576, ['fin']]);
});

test('a workbook is read by a process of its own, which says what it found or why not', async () => {
  const good = copyOut(await onDisk(workbookOf({ sheets: [sheetOf(inline('Nom', 'Prénom'))] })), null);
  expect([await text(good.content), await good.summary]).toMatchObject(['Nom\tPrénom\n', { sheet: 0 }]);
  const bad = copyOut(await onDisk(workbookOf({ sheets: [{ xml: laughs }] })), null);
  await text(bad.content);
  await expect(bad.summary).rejects.toMatchObject({ code: 'import.workbook_declares', kind: 'invalid' });
});

test('a million shared texts are read in the memory that process is given', async () => {
  const texts = Array.from({ length: 1_000_000 }, (_, at) => `<si><t>Texte numéro ${at}</t></si>`).join('');
  const { content, summary } = copyOut(
    await onDisk(workbookOf({ sheets: [sheetOf('<c t="s"><v>999999</v></c>')], texts })),
    null,
  );
  expect(await text(content)).toBe('Texte numéro 999999\n');
  await summary;
}, 60_000);
