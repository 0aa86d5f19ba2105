import type { ColumnTarget } from '../contract.ts';

const shapes: [ColumnTarget, RegExp][] = [
  ['email', /^\S+@\S+\.\S+$/],
  ['siret', /^(?:\d[ .]?){14}$/],
  ['birth_date', /^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2})$/],
  ['phone', /^(?:\+|00)?(?:\(0\)|[\d .-]){9,18}$/],
  ['postcode_and_municipality', /^\d{5} \p{L}/u],
  ['postcode', /^\d{5}$/],
  ['address_line', /^\d{1,4}(?: (?:bis|ter|quater))?,? (?:rue|avenue|av|chemin|place|allée|route|impasse|quai|bd|boulevard)\b/i],
  ['full_name', /^\p{Lu}[\p{L}’'-]+(?: [\p{L}’'-]+){1,4}$/u],
];

/** What most of a column's cells look like: for files without headings. */
export function guessTarget(values: string[]): ColumnTarget | undefined {
  return shapes.find(([, shape]) => values.filter((value) => shape.test(value)).length > values.length * 0.7)?.[0];
}
