import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { invalid, Problem } from '../../platform/problem.ts';
import { unreadable } from './archive.ts';
import { workbookLimits } from './limits.ts';

export interface XmlReader {
  /** The name without its prefix, and its attributes. */
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads a part of a workbook as it unfolds, and keeps nothing. A document type is refused whole: no entity is ever declared,
 * nor fetched (trust S-43). `drain` empties between two pieces what the reader gathered.
 */
export async function readXml(part: Readable, reader: XmlReader, drain: () => Promise<void> | undefined = () => undefined) {
  let silence = 0;
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const said = () => {
    silence = 0;
  };
  parser.on('error', (failure) => {
    throw unreadable(failure);
  });
  parser.on('doctype', () => {
    throw invalid(
      'import.workbook_declares',
      'Ce classeur contient des déclarations qu’un tableur n’écrit pas : il n’est pas lu.',
    );
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    said();
    reader.open?.(bare(name), attributes);
  });
  parser.on('text', (text) => {
    said();
    reader.text?.(text);
  });
  parser.on('closetag', ({ name }) => {
    said();
    reader.close?.(bare(name));
  });
  part.setEncoding('utf8');
  try {
    for await (const piece of part) {
      silence += piece.length;
      if (silence > workbookLimits.silence) throw endless();
      parser.write(piece);
      await drain();
    }
  } catch (failure) {
    throw isProblem(failure) ? failure : unreadable(failure);
  }
  parser.close();
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1);
const isProblem = (failure: unknown) => failure instanceof Problem;
const endless = () =>
  invalid('import.cell_too_long', 'Une cellule de ce classeur n’en finit pas. Raccourcissez-la, puis recommencez.');
