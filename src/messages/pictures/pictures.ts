import type { Download } from '../../platform/contract.ts';
import type { FileStore } from '../../platform/files.ts';
import { invalid, missing, Problem } from '../../platform/problem.ts';
import type { Entrance } from '../../platform/routes.ts';
import type { Transact } from '../../platform/scope.ts';
import { findTownHall } from '../../townhalls/townhalls.ts';
import type { Picture } from '../letter/contract.ts';
import { PICTURE_LIMIT } from './contract.ts';
import { picturesDb } from './tables.ts';

/** Twice the width of a letter, for fine screens. */
const WIDEST = 1200;
const TALLEST = 2400;
/** Beyond, a small file that unfolds into a wall of pixels (a picture of 9,000 × 9,000 fits). */
const MOST_PIXELS = 90_000_000;

/** Makes a picture anew from its pixels: nothing else of the file that was sent remains (trust S-46). */
export async function keepPicture(transact: Transact, files: FileStore, upload: AsyncIterable<Uint8Array>): Promise<Picture> {
  const { content, ...picture } = await remake(await gather(upload));
  const townHallId = await transact(async (scope) => scope.townHallId);
  const { hash, size } = await files.put(townHallId, [content], PICTURE_LIMIT);
  const kept = { ...picture, hash, size };
  await transact((scope) =>
    picturesDb(scope)
      .insertInto('pictures')
      .values({ ...kept, createdAt: scope.now })
      .onConflict((known) => known.constraint('pictures_pkey').doNothing())
      .execute(),
  );
  return kept;
}

/** To anyone, without a trace of who asks: mail programs fetch it (trust P-30). */
export async function showPicture(
  entrance: Entrance,
  files: FileStore,
  asked: { slug: string; hash: string },
): Promise<Download> {
  const townHall = await findTownHall(entrance.db, asked.slug);
  const picture =
    townHall &&
    (await entrance.transactAt(townHall.id)((scope) =>
      picturesDb(scope).selectFrom('pictures').selectAll().where('hash', '=', asked.hash).executeTakeFirst(),
    ));
  if (!picture) throw missing('picture.missing', 'Cette image n’existe pas, ou n’existe plus.');
  const { hash, mediaType } = picture;
  const extension = mediaType === 'image/png' ? 'png' : 'jpg';
  return {
    fileName: `${hash.slice(0, 12)}.${extension}`,
    mediaType,
    content: files.open(townHall.id, hash),
    isShown: true,
    isForMails: true,
  };
}

async function gather(upload: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of upload) {
    size += chunk.length;
    if (size > PICTURE_LIMIT)
      throw new Problem('tooLarge', 'picture.too_large', { message: 'Cette image est trop lourde : 20\u00a0Mo au plus.' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What a picture is, by its first bytes. SVG is a program, and HEIC is read by no mail program: both are refused. */
const isPicture = (file: Buffer): boolean =>
  file.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ||
  file.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) ||
  /^GIF8[79]a/.test(file.subarray(0, 6).toString('latin1')) ||
  /^RIFF....WEBP/s.test(file.subarray(0, 12).toString('latin1'));

async function remake(file: Buffer): Promise<Omit<Picture, 'hash' | 'size'> & { content: Buffer }> {
  if (!isPicture(file)) throw notAPicture();
  // 26 MB once loaded: only where a picture is brought in.
  const { default: sharp } = await import('sharp');
  const read = sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false }).rotate();
  const fitted = read.resize({ width: WIDEST, height: TALLEST, fit: 'inside', withoutEnlargement: true });
  const drawn = await fitted.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true }).catch(unreadable);
  const { width, height, channels } = drawn.info;
  const anew = sharp(drawn.data, { raw: { width, height, channels } });
  const isOpaque = channels < 4 || (await sharp(drawn.data, { raw: { width, height, channels } }).stats()).isOpaque;
  const content = isOpaque
    ? await anew.flatten({ background: '#ffffff' }).jpeg({ quality: 82, mozjpeg: true }).toBuffer()
    : await anew.png({ palette: true, quality: 90 }).toBuffer();
  return { mediaType: isOpaque ? 'image/jpeg' : 'image/png', width, height, content };
}

const notAPicture = () =>
  invalid(
    'picture.not_a_picture',
    'Ce fichier n’est pas une image que les messageries savent montrer. Choisissez une image JPEG, PNG, WebP ou GIF.',
  );

function unreadable(): never {
  throw notAPicture();
}
