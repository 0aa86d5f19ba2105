import { createReadStream } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { Problem } from '../../platform/problem.ts';
import { decode } from './decoding.ts';
import { encodingCensus } from './encoding.ts';
import { findSeparator } from './separator.ts';
import { readSheet, type SheetLine, sniffSheet } from './sheet.ts';

async function* inPieces(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(bytes: Uint8Array) {
  const layout = await sniffSheet(inPieces(bytes));
  const lines: SheetLine[] = [];
  for await (const line of readSheet(inPieces(bytes), layout)) lines.push(line);
  return { layout, lines };
}

const refusal = (bytes: Uint8Array) =>
  readAll(bytes).then(
    () => 'accepted',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

const sheet = 'Nom;Prénom;Courriel\r\nŒuvrard;Zoé;zoe@exemple.fr\r\nd’Estampes;Loïc;loic@exemple.fr\r\n';

test.each([
  ['utf-8', Buffer.from(sheet)],
  ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(sheet)])],
  ['utf-16le', iconv.encode(sheet, 'utf16le', { addBOM: true })],
  ['utf-16le', iconv.encode(sheet, 'utf16le')],
  ['utf-16be', iconv.encode(sheet, 'utf16be', { addBOM: true })],
  ['windows-1252', iconv.encode(sheet, 'win1252')],
])('accents and apostrophes survive in a file written in %s', async (encoding, bytes) => {
  const { layout, lines } = await readAll(bytes);
  expect(layout.encoding).toBe(encoding);
  expect(lines.map(({ cells }) => cells[0])).toEqual(['Œuvrard', 'd’Estampes']);
  expect(layout.columns.map(({ target }) => target)).toEqual(['last_name', 'first_name', 'email']);
});

test('the œ of ISO 8859-15 is not taken for the ½ of Windows-1252', async () => {
  const { layout, lines } = await readAll(iconv.encode('Nom;Courriel\nSœur Bœuf;a@exemple.fr\n', 'iso885915'));
  expect(layout.encoding).toBe('iso-8859-15');
  expect(lines[0]!.cells[0]).toBe('Sœur Bœuf');
});

test('a file of plain letters with one accent after a long way is still read right', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`Nom;Ville\n${'Martin;Lyon\n'.repeat(40_000)}`),
    iconv.encode('Lefèvre;Lyon\n', 'win1252'),
  ]);
  const { layout, lines } = await readAllInLargePieces(bytes);
  expect(layout.encoding).toBe('windows-1252');
  expect(lines.at(-1)).toMatchObject({ line: 40_002, cells: ['Lefèvre', 'Lyon'] });
});

async function readAllInLargePieces(bytes: Uint8Array) {
  const layout = await sniffSheet(inPieces(bytes, 65_536));
  const lines: SheetLine[] = [];
  for await (const line of readSheet(inPieces(bytes, 65_536), layout)) lines.push(line);
  return { layout, lines };
}

test('« LefÃ¨vre », encoded twice, is noticed and undone', async () => {
  const twice = Buffer.from(iconv.decode(Buffer.from('Nom;Prénom\nLefèvre;Zoé\nd’Estampes;Éloïse\n'), 'win1252'));
  const { layout, lines } = await readAll(twice);
  expect(layout.isDoubleEncoded).toBe(true);
  expect(layout.columns.map(({ heading }) => heading)).toEqual(['Nom', 'Prénom']);
  expect(lines.map(({ cells }) => cells)).toEqual([
    ['Lefèvre', 'Zoé'],
    ['d’Estampes', 'Éloïse'],
  ]);
});

test('bytes that mean nothing are reported with their lines', async () => {
  const mixed = Buffer.concat([
    Buffer.from('Nom;Prénom\nLefèvre;Zoé\n'),
    iconv.encode('Hervé;Noël\n', 'win1252'),
    Buffer.from('Œuvrard;Loïc\n'),
  ]);
  expect((await sniffSheet(inPieces(mixed))).undecodableLines).toEqual([3]);
  const holed = Buffer.concat([iconv.encode('Nom;Prénom\nLefèvre;Zo', 'win1252'), Buffer.from([0x81, 0x0a])]);
  expect(await sniffSheet(inPieces(holed))).toMatchObject({ encoding: 'windows-1252', undecodableLines: [2] });
});

test.each([
  [';', 'Nom;Adresse\nMartin;"12, rue du Gué"\nPetit;"1, place du Marché, Bellerive"\n'],
  [',', 'Nom,Note\nMartin,"a;b;c"\nPetit,"d;e"\n'],
  ['\t', 'Nom\tVille\nMartin\tLyon\n'],
  ['|', 'Nom|Ville\nMartin|Lyon, Rhône\n'],
  [';', 'Nom\nMartin\n'],
])('cells are cut by %j', (expected, text) => {
  expect(findSeparator(text)).toBe(expected);
});

test('each line of the file is given, with the reason why it holds nobody and the line where it starts', async () => {
  const text =
    'Liste 2026;;;\n\nNom;Prénom;Tél;;\nMARTIN;Léa;"0639985086\n0261912819";\n;;;\nNom;Prénom;Tél;;\nPETIT;Luc;;\nTOTAL;;2\nÉdité le 3 mai;;\n';
  const { layout, lines } = await readAll(Buffer.from(text));
  expect(layout.headerLine).toBe(3);
  expect(layout.columns).toHaveLength(3);
  expect(lines.map(({ line, setAside }) => [line, setAside])).toEqual([
    [1, 'title'],
    [2, 'blank'],
    [4, null],
    [6, 'blank'],
    [7, 'repeated_header'],
    [8, null],
    [9, 'total'],
    [10, 'footer'],
  ]);
});

test('a sheet without headings is read by what its columns hold', async () => {
  const layout = await sniffSheet(
    createReadStream(new URL('../../../test/samples/emargement-reunion-marche.tsv', import.meta.url)),
  );
  expect(layout).toMatchObject({ encoding: 'utf-8', separator: '\t', headerLine: null });
  expect(layout.columns.map(({ target }) => target)).toEqual(['full_name', 'email', 'phone', 'ignore']);
});

test('the export of a letter’s subscribers is read by its English-looking headings', async () => {
  const layout = await sniffSheet(createReadStream(new URL('../../../test/samples/lettre-abonnes.csv', import.meta.url)));
  expect(layout).toMatchObject({ encoding: 'utf-8', separator: ',', headerLine: 1 });
  expect(layout.columns.map(({ target }) => target)).toEqual([
    ...[
      'email',
      'first_name',
      'last_name',
      'mobile_phone',
      'email_consent',
      'consent_date',
      'consent_confirmation',
      'ignore',
      'tag',
    ],
    'mailing_status',
  ]);
});

test.each([
  ['import.file_empty', Buffer.from('')],
  ['import.file_empty', Buffer.from(' \r\n\r\n')],
  ['import.not_a_text_file', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['import.quote_not_closed', Buffer.from('Nom;Ville\nMartin;"Lyon\nPetit;Lyon\n')],
  ['import.too_many_columns', Buffer.from(`Nom${';x'.repeat(300)}\n`)],
  ['import.cell_too_long', Buffer.from(`Nom;Ville\nMartin;${'x'.repeat(40_000)}\n`)],
])('what cannot be imported is refused with %s', async (code, bytes) => {
  expect(await refusal(bytes)).toBe(code);
});

test('a quote left open in a long file names the line where it opens', async () => {
  const bytes = Buffer.from(`Nom;Ville\nMartin;"Lyon\n${'Petit;Lyon\n'.repeat(200_000)}`);
  await expect(readAllInLargePieces(bytes)).rejects.toMatchObject({
    code: 'import.quote_not_closed',
    message: expect.stringContaining('ligne 2'),
  });
});

test('no bytes at all break the reading of a file: it is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await refusal(bytes)).toSatisfy((outcome: unknown) => typeof outcome === 'string');
    }),
    { numRuns: 200 },
  );
});

test('any French text comes back as it was, however it is cut into pieces', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'abcÉéèçœŒ’€ÿ;\n '), maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('utf-8' as const, 'utf-16le' as const, 'windows-1252' as const),
      async (written, size, encoding) => {
        const bytes = iconv.encode(written, encoding);
        let read = '';
        for await (const piece of decode(inPieces(bytes, size), encoding)) read += piece;
        expect(read).toBe(written);
        if (encoding !== 'utf-8' || bytes.length === 0) return;
        const census = encodingCensus();
        for await (const piece of inPieces(bytes, size)) census.read(piece);
        expect(census.report()).toMatchObject({ encoding: 'utf-8', undecodableLines: [] });
      },
    ),
    { numRuns: 200 },
  );
});
