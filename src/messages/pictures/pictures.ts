import type { Download } from '../../platform/contract.ts';
import type { FileStore } from '../../platform/files.ts';
import { invalid, missing, Problem } from '../../platform/problem.ts';
import { redraw } from '../../platform/redrawing.ts';
import type { Entrance } from '../../platform/routes.ts';
import type { Transact } from '../../platform/scope.ts';
import { findTownHall } from '../../townhalls/townhalls.ts';
import type { Picture } from '../letter/contract.ts';
import { PICTURE_LIMIT } from './contract.ts';
import { picturesDb } from './tables.ts';

/** Twice the width of a letter, for fine screens. */
const WIDEST = 1200;
const TALLEST = 2400;

/** Makes a picture anew from its pixels: nothing else of the file that was sent remains (trust S-46). */
export async function keepPicture(transact: Transact, files: FileStore, upload: AsyncIterable<Uint8Array>): Promise<Picture> {
  const drawn = await redraw(await gather(upload), { width: WIDEST, height: TALLEST, from: ['jpeg', 'png', 'gif', 'webp'] });
  if (!drawn) throw notAPicture();
  const { content, ...picture } = drawn;
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

const notAPicture = () =>
  invalid(
    'picture.not_a_picture',
    'Ce fichier n’est pas une image que les messageries savent montrer. Choisissez une image JPEG, PNG, WebP ou GIF.',
  );
