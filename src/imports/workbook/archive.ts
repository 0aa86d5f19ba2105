import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { invalid } from '../../platform/problem.ts';
import { workbookLimits } from './limits.ts';

/** The parts of a workbook, by their paths: what each declares was checked before any is unfolded. */
export interface Archive {
  has(path: string): boolean;
  open(path: string): Promise<Readable>;
  close(): void;
}

export async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path);
  const parts = await listParts(zip).catch((refusal: unknown) => {
    zip.close();
    throw refusal;
  });
  return {
    has: (name) => parts.has(name),
    open: (name) => openPart(zip, parts.get(name)),
    close: () => zip.close(),
  };
}

const openZip = (path: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    // Sizes are checked while unfolding: a part that holds more than it says is refused.
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true };
    yauzl.open(path, options, (failure, zip) => (zip ? resolve(zip) : reject(unreadable(failure))));
  });

function listParts(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const parts = new Map<string, yauzl.Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', (failure) => reject(unreadable(failure)));
    zip.on('end', () => resolve(parts));
    zip.on('entry', (entry: yauzl.Entry) => {
      const refusal = parts.size >= workbookLimits.entries ? tooManyParts() : refuse(entry);
      if (refusal) return reject(refusal);
      parts.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function refuse({ uncompressedSize, compressedSize, generalPurposeBitFlag }: yauzl.Entry) {
  if (generalPurposeBitFlag & 1)
    return invalid(
      'import.workbook_locked',
      'Ce classeur est protégé par un mot de passe. Enregistrez-le sans protection, puis recommencez.',
    );
  const isBomb =
    uncompressedSize > workbookLimits.partBytes ||
    (uncompressedSize > workbookLimits.ratioFrom && uncompressedSize > compressedSize * workbookLimits.ratio);
  return isBomb ? tooDense() : undefined;
}

function openPart(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (!entry) return reject(unreadable());
    zip.openReadStream(entry, (failure, stream) => (stream ? resolve(stream) : reject(unreadable(failure))));
  });
}

export const unreadable = (cause?: unknown) =>
  Object.assign(
    invalid(
      'import.workbook_unreadable',
      'Ce classeur est abîmé, ou n’est pas un classeur Excel (.xlsx). Ouvrez-le dans votre tableur, enregistrez-le au format .xlsx ou CSV, puis recommencez.',
    ),
    { cause },
  );

const tooManyParts = () => invalid('import.workbook_too_dense', 'Ce fichier contient trop de parties pour être un classeur.');
const tooDense = () =>
  invalid(
    'import.workbook_too_dense',
    'Ce classeur, une fois déplié, est trop volumineux. Enregistrez la feuille utile au format CSV, puis recommencez.',
  );
