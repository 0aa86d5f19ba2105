import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { folded } from '../platform/text.ts';
import type { Municipality } from './contract.ts';

/** More than any postcode holds (46 communes share 51300). */
const LIMIT = 60;

/** By postcode, or by the beginning of the name; the most populous first. */
export async function searchMunicipalities({ postcode, name }: { postcode?: string | undefined; name?: string | undefined }) {
  const known = await municipalities();
  const start = name === undefined ? undefined : folded(name);
  const isAsked = (one: Known) =>
    (postcode !== undefined || start !== undefined) &&
    (postcode === undefined || one.postcodes.includes(postcode)) &&
    (start === undefined || one.folded.startsWith(start));
  return {
    items: known
      .filter(isAsked)
      .sort((a, b) => (b.population ?? 0) - (a.population ?? 0))
      .slice(0, LIMIT),
  };
}

export const findMunicipality = async (inseeCode: string): Promise<Municipality | undefined> =>
  (await municipalities()).find((one) => one.inseeCode === inseeCode);

interface Known extends Municipality {
  folded: string;
}

interface Listed {
  code: string;
  nom: string;
  type: string;
  codesPostaux?: string[];
  population?: number;
}

/** Read at the first question only: 8 MB of file, a third of that once trimmed to what is asked. */
let read: Promise<Known[]> | undefined;
const municipalities = () => (read ??= readMunicipalities());

async function readMunicipalities(): Promise<Known[]> {
  const path = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json');
  const listed = JSON.parse(await readFile(path, 'utf8')) as Listed[];
  return listed
    .filter(({ type, codesPostaux }) => type === 'commune-actuelle' && codesPostaux)
    .map(({ code, nom, codesPostaux = [], population = null }) => ({
      inseeCode: code,
      name: nom.replaceAll("'", '’'),
      folded: folded(nom),
      postcodes: codesPostaux,
      population,
    }));
}
