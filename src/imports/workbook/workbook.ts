import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { invalid } from '../../platform/problem.ts';
import { type Archive, openArchive, unreadable } from './archive.ts';
import { readFormats } from './formats.ts';
import { workbookLimits } from './limits.ts';
import { sheetReader } from './sheet-reader.ts';
import { readXml } from './xml.ts';

export interface WorkbookSheet {
  name: string;
  isHidden: boolean;
}

/** What a workbook is made of, and which of its sheets was copied out. */
export interface WorkbookSummary {
  sheets: WorkbookSheet[];
  sheet: number;
  /** From 0. */
  hiddenColumns: number[];
}

interface Listed extends WorkbookSheet {
  path: string;
}

/**
 * Copies one sheet out as lines of text (see `copy.ts`), the first visible one when none is asked for. Streams from end to end:
 * the memory it takes is that of the workbook's shared texts.
 */
export async function copySheet(path: string, asked: number | null, out: Writable): Promise<WorkbookSummary> {
  const archive = await openArchive(path);
  try {
    const { sheets, isFrom1904 } = await listSheets(archive);
    const sheet =
      asked ??
      Math.max(
        0,
        sheets.findIndex(({ isHidden }) => !isHidden),
      );
    const chosen = sheets[sheet];
    if (!chosen) throw invalid('import.sheet_missing', 'Ce classeur n’a pas cette feuille.');
    const reader = sheetReader({ formats: await readFormats(archive), texts: await readTexts(archive), isFrom1904 });
    await readXml(await archive.open(chosen.path), reader, () => emptied(reader.lines, out));
    await emptied(reader.lines, out);
    return {
      sheets: sheets.map(({ name, isHidden }) => ({ name, isHidden })),
      sheet,
      hiddenColumns: reader.hiddenColumns(),
    };
  } finally {
    archive.close();
  }
}

async function emptied(lines: string[], out: Writable): Promise<void> {
  if (lines.length > 0 && !out.write(lines.splice(0).join(''))) await once(out, 'drain');
}

async function listSheets(archive: Archive): Promise<{ sheets: Listed[]; isFrom1904: boolean }> {
  if (!archive.has('xl/workbook.xml')) throw unreadable();
  const targets = await readTargets(archive);
  const sheets: Listed[] = [];
  let isFrom1904 = false;
  await readXml(await archive.open('xl/workbook.xml'), {
    open(tag, { name = '', state, ...attributes }) {
      if (tag === 'workbookPr') isFrom1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      const path = tag === 'sheet' ? targets.get(attributes['r:id'] ?? '') : undefined;
      if (path && archive.has(path)) sheets.push({ name, isHidden: state !== undefined && state !== 'visible', path });
    },
  });
  if (sheets.length === 0) throw unreadable();
  if (sheets.length > workbookLimits.sheets)
    throw invalid('import.workbook_too_dense', `Ce classeur a plus de ${workbookLimits.sheets} feuilles.`);
  return { sheets, isFrom1904 };
}

/** Where each sheet lies, by the key the workbook calls it. */
async function readTargets(archive: Archive): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  if (!archive.has('xl/_rels/workbook.xml.rels')) throw unreadable();
  await readXml(await archive.open('xl/_rels/workbook.xml.rels'), {
    open(tag, { Id, Target }) {
      if (tag === 'Relationship' && Id && Target)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
    },
  });
  return targets;
}

/** Texts are kept once and named by their number. Phonetic guides (`rPh`) are not part of them. */
async function readTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = [];
  if (!archive.has('xl/sharedStrings.xml')) return texts;
  let text = '';
  let letters = 0;
  let isSaid = false;
  let isPhonetic = false;
  await readXml(await archive.open('xl/sharedStrings.xml'), {
    open(tag) {
      if (tag === 'si') text = '';
      if (tag === 'rPh') isPhonetic = true;
      isSaid = tag === 't' && !isPhonetic;
    },
    text(piece) {
      if (isSaid) text += piece;
    },
    close(tag) {
      isSaid = false;
      if (tag === 'rPh') isPhonetic = false;
      if (tag !== 'si') return;
      letters += text.length;
      if (letters > workbookLimits.sharedLetters || texts.push(text) > workbookLimits.sharedStrings) throw tooManyTexts();
    },
  });
  return texts;
}

const tooManyTexts = () =>
  invalid(
    'import.workbook_too_dense',
    'Ce classeur contient trop de textes. Enregistrez la feuille utile au format CSV, puis recommencez.',
  );
