import type { Scope } from '../../platform/scope.ts';
import { townHallsDb } from '../../townhalls/tables.ts';
import type { ContactExport } from './contract.ts';

const firstNames = ['Maude', 'Ancelin', 'Clothilde', 'Firmin', 'Ombeline', 'Tancrède', 'Philippine', 'Gaspard'];
const syllables = [
  'bar',
  'ver',
  'tal',
  'mon',
  'cour',
  'ris',
  'val',
  'per',
  'lan',
  'dor',
  'sau',
  'gri',
  'fon',
  'bel',
  'mar',
  'cas',
];

/** Where the canary of a file stands among its rows: it follows from the export's id. */
export const placeOf = (exportId: string, rows: number): number => Number.parseInt(exportId.slice(-6), 16) % (rows + 1);

/**
 * Nobody: a name made from the export's id, an address that is the mairie's own under a mark where it has one. A file that
 * goes astray says by this line which export it was (trust P-13).
 */
export async function canaryOf(scope: Scope, exportId: string): Promise<ContactExport['canary']> {
  const digits = [...exportId.replaceAll('-', '')].map((digit) => Number.parseInt(digit, 16)).slice(-8);
  const mark = exportId.slice(-8);
  const name = digits
    .slice(0, 4)
    .map((digit) => syllables[digit])
    .join('');
  const { email } = await townHallsDb(scope).selectFrom('townHallSettings').select('email').executeTakeFirstOrThrow();
  const [box, domain] = (email ?? '').split('@');
  return {
    firstName: firstNames[(digits[4] ?? 0) % firstNames.length] ?? '',
    lastName: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    email: domain ? `${box}+${mark}@${domain}` : `${name}.${mark}@temoin.invalid`,
  };
}
