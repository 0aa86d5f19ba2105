const ligature: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Without accents, capitals or ligatures: « Œuvrard » and « OEUVRARD » read the same. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (isPlain(lower)) return lower;
  return lower
    .replace(/[œæß]/g, (sign) => ligature[sign]!)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Letters and digits only, cut where anything else stands. */
export const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** As the database's own `folded()` writes it (migration 0040): the same text, letter for letter, without asking it. */
export function foldedAsStored(text: string): string {
  const lower = text.toLowerCase();
  const plain = isPlain(lower)
    ? lower
    : lower
        .normalize('NFD')
        .replace(/[\u0300-\u036f]+/g, '')
        .replaceAll('œ', 'oe')
        .replaceAll('æ', 'ae');
  return plain.replace(/[\s’'´`‐‑–—.,;:/()"«»-]+/g, ' ').replace(/^ +| +$/g, '');
}

/** One space between words, whatever stood there: tabs, line breaks, no-break spaces. */
export const tidy = (text: string): string => (untidy.test(text) ? text.replace(/[\s\u200b\ufeff]+/g, ' ').trim() : text);

const untidy = /[\t\n\v\f\r\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}|^ | $/;
