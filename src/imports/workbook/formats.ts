import { secondsAfter } from '../../platform/time.ts';
import type { Archive } from './archive.ts';
import { readXml } from './xml.ts';

/** How the numbers of a cell style are to be read: as a day, or with the zeros its format puts in front. */
export type NumberFormat = { isDate: true } | { digits: number } | null;

/** Formats of dates that a workbook need not declare (ECMA-376 §18.8.30). */
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57]);

export async function readFormats(archive: Archive): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let isInCells = false;
  if (!archive.has('xl/styles.xml')) return formats;
  await readXml(await archive.open('xl/styles.xml'), {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) formats.push(formatOf(Number(numFmtId ?? 0), codes));
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return formats;
}

function formatOf(id: number, codes: Map<number, string>): NumberFormat {
  if (builtInDates.has(id)) return { isDate: true };
  const [code = ''] = (codes.get(id) ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').split(';');
  if (/[dmyhs]/i.test(code) && !/general|standard/i.test(code)) return { isDate: true };
  // « 00000 » for a postcode, « 0# ## ## ## ## » for a telephone: what the agent sees, not what is stored.
  const places = code.replace(/[\s.]/g, '');
  return /^0[0#]{3,14}$/.test(places) ? { digits: places.length } : null;
}

/** What a person sees in a cell of numbers, in the way files write it: days as 2026-11-24, no thousands, a point for decimals. */
export function numberAsText(written: string, format: NumberFormat, isFrom1904: boolean): string {
  const value = Number(written);
  if (!Number.isFinite(value)) return written;
  if (format && 'isDate' in format) return dayOf(value + (isFrom1904 ? 1462 : 0)) ?? written;
  const text = /e/i.test(written) ? plain(value) : written;
  return format && 'digits' in format && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text;
}

const plain = (value: number) => (Number.isInteger(value) ? BigInt(value).toString() : String(value));

/** Excel counts days from 30 December 1899; before March 1900 its calendar has a day too many, and nobody alive is concerned. */
function dayOf(serial: number): string | undefined {
  if (serial < 1 || serial > 109_574) return undefined;
  const instant = secondsAfter('1899-12-30T00:00:00.000Z', Math.round(serial * 86_400));
  return Number.isInteger(serial) ? instant.slice(0, 10) : instant.slice(0, 16).replace('T', ' ');
}
