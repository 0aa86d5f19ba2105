import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readSheet, type SheetLine } from './sheet.ts';
import { understandFile } from './understanding.ts';

// The files French offices make, each written here byte by byte and read back to the letter: 4 separators, 3 ends of line and 9 ways
// of writing, with what people leave in them (trust S-45).

interface Writing {
  encoding: string;
  bytes: (text: string) => Buffer;
  /** Signs this encoding has no place for. */
  lacks?: RegExp;
}

const marked = (mark: string, bytes: Buffer) => Buffer.concat([Buffer.from(mark, 'hex'), bytes]);
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

const writings: Record<string, Writing> = {
  'UTF-8': { encoding: 'utf-8', bytes: (text) => Buffer.from(text) },
  'UTF-8 with its mark': { encoding: 'utf-8', bytes: (text) => marked('efbbbf', Buffer.from(text)) },
  'UTF-16 LE': { encoding: 'utf-16le', bytes: (text) => Buffer.from(text, 'utf16le') },
  'UTF-16 LE with its mark': { encoding: 'utf-16le', bytes: (text) => marked('fffe', Buffer.from(text, 'utf16le')) },
  'UTF-16 BE': { encoding: 'utf-16be', bytes: (text) => swapped(Buffer.from(text, 'utf16le')) },
  'UTF-16 BE with its mark': { encoding: 'utf-16be', bytes: (text) => marked('feff', swapped(Buffer.from(text, 'utf16le'))) },
  'Windows-1252': { encoding: 'windows-1252', bytes: (text) => iconv.encode(text, 'win1252') },
  'ISO 8859-1': { encoding: 'windows-1252', bytes: (text) => iconv.encode(text, 'iso88591'), lacks: /[œ€’]/ },
  'ISO 8859-15': { encoding: 'iso-8859-15', bytes: (text) => iconv.encode(text, 'iso885915'), lacks: /[’]/ },
  // As it was before 1998: the place of € is a ¤.
  'Mac OS Roman': { encoding: 'macintosh', bytes: (text) => iconv.encode(text, 'macintosh'), lacks: /[€]/ },
};

const header = ['Nom', 'Prénom', 'Courriel', 'Remarques'];
const people = [
  ['d’Estampes', 'Loïc', 'loic@exemple.fr', 'adhésion 12 €'],
  ['Lefèvre', 'Élodie', 'elodie@exemple.fr', 'sœur de Zoé'],
  ['Garçon', 'Benoît', '', 'à côté de l’école, où ça'],
  ['Noël', 'Anaïs', 'anais@exemple.fr', ''],
];
const plain: Record<string, string> = { '’': "'", œ: 'oe', '€': 'E' };
const fitting = (cell: string, lacks?: RegExp) =>
  lacks ? [...cell].map((sign) => (lacks.test(sign) ? plain[sign] : sign)).join('') : cell;

/** Every writing with every separator, ends of line taking turns. */
const separators = [';', ',', '\t', '|'] as const;
const ends = { CRLF: '\r\n', LF: '\n', CR: '\r' };
const endNames = Object.keys(ends) as (keyof typeof ends)[];
const corpus = Object.keys(writings).flatMap((writing, row) =>
  separators.map((separator, column) => ({ writing, separator, end: endNames[(row + column) % endNames.length]! })),
);

const quoted = (cell: string, separator: string) => (cell.includes(separator) ? `"${cell}"` : cell);

async function read(bytes: Buffer) {
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += 11) yield bytes.subarray(at, at + 11);
  };
  const layout = await understandFile(open);
  const lines: SheetLine[] = [];
  for await (const line of readSheet(open(), layout)) lines.push(line);
  return { layout, lines };
}

test.each(corpus)(
  '$writing, cells cut by « $separator », lines by $end, reads to the letter',
  async ({ writing, separator, end }) => {
    const { encoding, bytes, lacks } = writings[writing]!;
    const rows = people.map((cells) => cells.map((cell) => fitting(cell, lacks)));
    const text = [header, ...rows].map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator)).join(ends[end]);
    const { layout, lines } = await read(bytes(text + ends[end]));
    expect(layout).toMatchObject({ encoding, separator, headerLine: 1, undecodableLines: [], lineCount: people.length });
    expect(layout.columns.map(({ heading }) => heading)).toEqual(header);
    expect(lines.filter(({ setAside }) => !setAside).map(({ cells }) => cells)).toEqual(rows);
  },
);

test.each(['UTF-8 with its mark', 'UTF-16 LE with its mark', 'Windows-1252', 'Mac OS Roman'])(
  '%s: a title above the headings, empty lines, and a cell that holds quotes and a new line are kept apart',
  async (writing) => {
    const { bytes } = writings[writing]!;
    const text = [
      'Adhérents de l’année 2025;;;',
      '',
      header.join(';'),
      'Lefèvre;Élodie;elodie@exemple.fr;"dite « Lolo »\r\n""à rappeler"""',
      ';;;',
      'Noël;Anaïs;anais@exemple.fr;',
      '',
    ].join('\r\n');
    const { layout, lines } = await read(bytes(text));
    expect(layout).toMatchObject({ headerLine: 3, lineCount: 2 });
    expect(lines.filter(({ setAside }) => !setAside)).toMatchObject([
      { line: 4, cells: ['Lefèvre', 'Élodie', 'elodie@exemple.fr', 'dite « Lolo »\r\n"à rappeler"'] },
      { line: 7, cells: ['Noël', 'Anaïs', 'anais@exemple.fr', ''] },
    ]);
  },
);
