import iconv from 'iconv-lite';
import type { Encoding } from '../contract.ts';

// Node 20's own decoder takes windows-1252 for Latin-1 and loses ’ œ €: iconv-lite does not.
const iconvName: Record<Encoding, string> = {
  'utf-8': 'utf8',
  'utf-16le': 'utf16le',
  'utf-16be': 'utf16be',
  'windows-1252': 'win1252',
  'iso-8859-15': 'iso885915',
  macintosh: 'macintosh',
};

/** The text of the file, as it comes. What cannot be decoded shows as U+FFFD, which readers look for. */
export async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(iconvName[encoding], { stripBOM: true });
  for await (const chunk of bytes) {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (text) yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

const doubled = /[ÃÂ][\u0080-\u00bf]|[ÃÂ][€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Å[“’¸]/;

/** « LefÃ¨vre » → « Lefèvre », where the text bears the marks of it and the way back exists. */
export function undoDoubleEncoding(text: string): string {
  if (!doubled.test(text)) return text;
  const once = iconv.decode(latinBytes(text), 'utf8');
  return once.includes('\ufffd') ? text : once;
}

/** Windows-1252, with the five bytes it leaves undefined taken as they are, as browsers do. */
const latinBytes = (text: string) =>
  Buffer.concat([...text].map((sign) => (sign <= '\u009f' ? Buffer.from(sign, 'latin1') : iconv.encode(sign, 'win1252'))));
