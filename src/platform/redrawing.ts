export interface Drawn {
  mediaType: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
  content: Buffer;
}

/** Beyond, a small file that unfolds into a wall of pixels (a picture of 9,000 × 9,000 fits). */
const MOST_PIXELS = 90_000_000;

/** What a picture is, by its first bytes. SVG is a program, and HEIC is read by no mail program: neither is on this list. */
const formats = {
  jpeg: (file: Buffer) => file.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  png: (file: Buffer) => file.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  gif: (file: Buffer) => /^GIF8[79]a/.test(file.subarray(0, 6).toString('latin1')),
  webp: (file: Buffer) => /^RIFF....WEBP/s.test(file.subarray(0, 12).toString('latin1')),
};
export type PictureFormat = keyof typeof formats;

/**
 * A picture made anew from its pixels, no larger than the frame given: nothing else of the file that was sent remains (trust S-46).
 * Undefined for what is not a whole picture of one of these formats.
 */
export async function redraw(
  file: Buffer,
  frame: { width: number; height: number; from: readonly PictureFormat[] },
): Promise<Drawn | undefined> {
  if (!frame.from.some((format) => formats[format](file))) return undefined;
  // 26 MB once loaded: only where a picture is brought in.
  const { default: sharp } = await import('sharp');
  const read = sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false }).rotate();
  const fitted = read.resize({ width: frame.width, height: frame.height, fit: 'inside', withoutEnlargement: true });
  const unreadable = () => undefined;
  const drawn = await fitted.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true }).catch(unreadable);
  if (!drawn) return undefined;
  const { width, height, channels } = drawn.info;
  const anew = () => sharp(drawn.data, { raw: { width, height, channels } });
  const isOpaque = channels < 4 || (await anew().stats()).isOpaque;
  const content = isOpaque
    ? await anew().flatten({ background: '#ffffff' }).jpeg({ quality: 82, mozjpeg: true }).toBuffer()
    : await anew().png({ palette: true, quality: 90 }).toBuffer();
  return { mediaType: isOpaque ? 'image/jpeg' : 'image/png', width, height, content };
}
