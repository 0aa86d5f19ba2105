import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from '../contract.ts';

/** What the bytes of a whole file say of how it was written. Lines are counted from 1. */
export interface EncodingReport {
  encoding: Encoding;
  /** « Ã© » for « é »: UTF-8 that was once read as Windows-1252 and saved again. */
  isDoubleEncoded: boolean;
  /** Lines holding bytes that mean nothing in this encoding (the first hundred). */
  undecodableLines: number[];
}

export interface EncodingCensus {
  read(chunk: Uint8Array): void;
  report(): EncodingReport;
}

const LINES_REPORTED = 100;

/** Reads every line once: a first accent may come after a million of them. */
export function encodingCensus(): EncodingCensus {
  let start = Buffer.alloc(0);
  const tally: Tally = {
    utf8: 0,
    doubled: 0,
    notUtf8: [],
    notUtf8Count: 0,
    undefinedIn1252: [],
    hasWindowsSigns: false,
    hasLigatures: false,
    macAccents: 0,
    latinAccents: 0,
  };
  const lines = lineReader((line, number) => count(tally, line, number));
  return {
    read(chunk) {
      if (start.length < 4096) start = Buffer.concat([start, chunk.subarray(0, 4096)]);
      lines.read(chunk);
    },
    report() {
      lines.end();
      const wide = utf16(start);
      return wide ? { encoding: wide, isDoubleEncoded: false, undecodableLines: [] } : conclude(tally);
    },
  };
}

interface Tally {
  /** Lines with signs outside ASCII that read as UTF-8, and those of them that are doubly encoded. */
  utf8: number;
  doubled: number;
  notUtf8: number[];
  notUtf8Count: number;
  undefinedIn1252: number[];
  hasWindowsSigns: boolean;
  hasLigatures: boolean;
  /** Letters that read as French ones in Mac OS Roman, and in the Latin encodings. */
  macAccents: number;
  latinAccents: number;
}

/** An accent of Windows-1252 reads as UTF-8 by accident only; a broken byte gets into UTF-8 by accident only. */
function conclude({
  utf8,
  doubled,
  notUtf8,
  notUtf8Count,
  undefinedIn1252,
  hasWindowsSigns,
  hasLigatures,
  macAccents,
  latinAccents,
}: Tally): EncodingReport {
  if (utf8 >= notUtf8Count)
    return { encoding: 'utf-8', isDoubleEncoded: doubled > 0 && doubled * 2 >= utf8, undecodableLines: notUtf8 };
  // Every byte means something there.
  if (macAccents > latinAccents) return { encoding: 'macintosh', isDoubleEncoded: false, undecodableLines: [] };
  const encoding = hasLigatures && !hasWindowsSigns ? 'iso-8859-15' : 'windows-1252';
  return { encoding, isDoubleEncoded: false, undecodableLines: encoding === 'windows-1252' ? undefinedIn1252 : [] };
}

function count(tally: Tally, line: Buffer, number: number) {
  if (isAscii(line)) return;
  if (isUtf8(line)) {
    tally.utf8++;
    if (doubles.some((mark) => line.includes(mark))) tally.doubled++;
    return;
  }
  tally.notUtf8Count++;
  if (tally.notUtf8.length < LINES_REPORTED) tally.notUtf8.push(number);
  const text = line.toString('latin1');
  tally.hasWindowsSigns ||= windowsSigns.test(text);
  tally.hasLigatures ||= ligaturesInWords.test(text);
  tally.macAccents += text.match(macAccents)?.length ?? 0;
  tally.latinAccents += text.match(latinAccents)?.length ?? 0;
  if (tally.undefinedIn1252.length < LINES_REPORTED && undefinedInWindows1252.test(text)) tally.undefinedIn1252.push(number);
}

/** « Ã » followed by a sign that no French word puts there, as UTF-8 writes them. */
const doubles = [Buffer.from('c383c2', 'hex'), Buffer.from('c383e280', 'hex'), Buffer.from('c3a2e282ac', 'hex')];
const windowsSigns = /[\x80-\x9f]/;
const undefinedInWindows1252 = /[\x81\x8d\x8f\x90\x9d]/;
/** Œ œ Ÿ in ISO 8859-15, where Windows-1252 has ¼ ½ ¾. */
const ligaturesInWords = /[A-Za-z\xc0-\xff][\xbc-\xbe]|[\xbc-\xbe][A-Za-z\xc0-\xff]/;

/** é è ê ë à â ç ù û î ô of Mac OS Roman inside a word: Windows-1252 has Ž ‰ ˆ ™ there, or nothing. */
const macAccents = /(?<=[A-Za-z])[\x88-\x91\x94\x99\x9d\x9e]|[\x88-\x91\x94\x99\x9d\x9e](?=[a-z])/g;
/** à â ç è é ê ë î ï ô ù û of the Latin encodings, inside a word. */
const latinAccents = /(?<=[A-Za-z])[\xc0-\xd6\xd8-\xf6\xf8-\xff]|[\xc0-\xd6\xd8-\xf6\xf8-\xff](?=[A-Za-z])/g;

const LONGEST_LINE = 1024 * 1024;

/** Cuts bytes at line feeds, which stand alone in every encoding but UTF-16. A line without end is cut anyway. */
function lineReader(see: (line: Buffer, number: number) => void) {
  let carried = Buffer.alloc(0);
  let number = 1;
  return {
    read(chunk: Uint8Array) {
      const bytes = Buffer.concat([carried, chunk]);
      let from = 0;
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
        see(bytes.subarray(from, end), number++);
        from = end + 1;
      }
      carried = bytes.subarray(from);
      if (carried.length > LONGEST_LINE) this.end();
    },
    end() {
      see(carried, number);
      carried = Buffer.alloc(0);
    },
  };
}

/** By its mark, else by the empty bytes that western text leaves on one side. */
function utf16(start: Buffer): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const half = Math.floor(start.length / 2);
  const empty = (side: number) => start.filter((byte, at) => at % 2 === side && byte === 0).length;
  if (half > 1 && empty(1) > half * 0.6 && empty(0) === 0) return 'utf-16le';
  if (half > 1 && empty(0) > half * 0.6 && empty(1) === 0) return 'utf-16be';
  return undefined;
}
