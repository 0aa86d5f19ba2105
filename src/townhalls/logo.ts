import type { Download } from '../platform/contract.ts';
import type { FileStore } from '../platform/files.ts';
import { invalid, missing } from '../platform/problem.ts';
import type { Entrance } from '../platform/routes.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import { LOGO_LIMIT } from './contract.ts';
import { groundDb, townHallsDb } from './tables.ts';

/** What a picture is, by its first bytes: its name and its sender prove nothing. SVG is a program, hence absent. */
const signatures = [
  { mediaType: 'image/png', extension: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', extension: 'jpg', bytes: [0xff, 0xd8, 0xff] },
];

const signatureOf = (picture: Uint8Array) =>
  signatures.find(({ bytes }) => bytes.every((byte, place) => picture[place] === byte));

export async function keepLogo(transact: Transact, upload: AsyncIterable<Uint8Array>, files: FileStore): Promise<void> {
  const picture = await gather(upload);
  refuseOtherThanPicture(picture);
  const townHallId = await transact(async (scope) => scope.townHallId);
  const { hash } = await files.put(townHallId, [picture], LOGO_LIMIT);
  await replaceLogo(transact, hash, files);
}

export const removeLogo = (transact: Transact, files: FileStore): Promise<void> => replaceLogo(transact, null, files);

export async function showLogo(entrance: Entrance, slug: string, files: FileStore): Promise<Download> {
  const townHall = await groundDb(entrance.db).selectFrom('townHalls').select('id').where('slug', '=', slug).executeTakeFirst();
  const hash = townHall && (await entrance.transactAt(townHall.id)(findLogo));
  if (!hash) throw missing('logo.missing', 'Cette mairie n’a pas de logo.');
  const content = await gather(files.open(townHall.id, hash));
  const { mediaType = 'application/octet-stream', extension = 'bin' } = signatureOf(content) ?? {};
  return { fileName: `logo-${slug}.${extension}`, mediaType, content };
}

export function refuseOtherThanPicture(content: Uint8Array): void {
  if (!signatureOf(content))
    throw invalid('logo.not_a_picture', 'Ce fichier n’est pas une image PNG ou JPEG.', [
      { field: 'logo', message: 'Choisissez une image PNG ou JPEG.' },
    ]);
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

async function gather(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
