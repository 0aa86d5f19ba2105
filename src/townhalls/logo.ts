import type { Download } from '../platform/contract.ts';
import type { FileStore } from '../platform/files.ts';
import { invalid, missing, Problem } from '../platform/problem.ts';
import { type Drawn, redraw } from '../platform/redrawing.ts';
import type { Entrance } from '../platform/routes.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import { LOGO_LIMIT } from './contract.ts';
import { groundDb, townHallsDb } from './tables.ts';

/** Twice the width it is ever shown at, for fine screens. */
const FRAME = { width: 800, height: 800, from: ['jpeg', 'png'] } as const;

/** The picture made anew from its pixels: neither what a camera wrote in it nor what a stranger hid there remains (trust S-46). */
export async function readLogo(file: Buffer): Promise<Drawn> {
  const drawn = await redraw(file, FRAME);
  if (!drawn)
    throw invalid('logo.not_a_picture', 'Ce fichier n’est pas une image PNG ou JPEG.', [
      { field: 'logo', message: 'Choisissez une image PNG ou JPEG entière.' },
    ]);
  return drawn;
}

export async function changeLogo(transact: Transact, upload: AsyncIterable<Uint8Array>, files: FileStore): Promise<void> {
  await keepLogo(transact, await readLogo(await gather(upload)), files);
}

export async function keepLogo(transact: Transact, { content }: Drawn, files: FileStore): Promise<void> {
  const townHallId = await transact(async (scope) => scope.townHallId);
  const { hash } = await files.put(townHallId, [content], LOGO_LIMIT);
  await replaceLogo(transact, hash, files);
}

export const removeLogo = (transact: Transact, files: FileStore): Promise<void> => replaceLogo(transact, null, files);

export async function showLogo(entrance: Entrance, slug: string, files: FileStore): Promise<Download> {
  const townHall = await groundDb(entrance.db).selectFrom('townHalls').select('id').where('slug', '=', slug).executeTakeFirst();
  const hash = townHall && (await entrance.transactAt(townHall.id)(findLogo));
  if (!hash) throw missing('logo.missing', 'Cette mairie n’a pas de logo.');
  const content = await gather(files.open(townHall.id, hash));
  const isPng = content.subarray(1, 4).toString('latin1') === 'PNG';
  return { fileName: `logo-${slug}.${isPng ? 'png' : 'jpg'}`, mediaType: isPng ? 'image/png' : 'image/jpeg', content };
}

/** The file goes once no committed row names it any more. */
async function replaceLogo(transact: Transact, hash: string | null, files: FileStore): Promise<void> {
  const former = await transact(async (scope) => {
    const before = await findLogo(scope);
    await townHallsDb(scope).updateTable('townHallSettings').set({ logoFile: hash }).execute();
    return before && before !== hash ? { townHallId: scope.townHallId, hash: before } : undefined;
  });
  if (former) await files.forget(former.townHallId, former.hash);
}

async function findLogo(scope: Scope): Promise<string | null> {
  const settings = await townHallsDb(scope).selectFrom('townHallSettings').select('logoFile').executeTakeFirst();
  return settings?.logoFile ?? null;
}

async function gather(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LOGO_LIMIT)
      throw new Problem('tooLarge', 'logo.too_large', { message: 'Ce logo est trop lourd\u00a0: 1\u00a0Mo au plus.' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
