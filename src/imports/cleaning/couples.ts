import type { NameOrder } from '../contract.ts';
import { isFirstName } from './first-names.ts';
import { tidy } from './folding.ts';
import { type PersonName, splitName } from './names.ts';

const politeness = /^(?:m\.?|mr\.?|monsieur|mme\.?|mlle\.?|madame|mademoiselle)(?=\s|$)\s*/i;

/** « Karim et Rosalie BENALI », « M. Jean Dupont et Mme Marie Martin »: two people, where both have a first name; else undefined. */
export function splitCouple(cell: string, order: NameOrder): [PersonName, PersonName] | undefined {
  const [left, right, ...more] = tidy(cell).split(/\s(?:et|&)\s/i);
  if (!left || !right || more.length > 0) return undefined;
  const [one, other] = [splitName(left, order), splitName(right, order)];
  const [first, second] = [alone(left), alone(right)];
  if (first && other.firstName && other.lastName) return [named(one, first, other.lastName), other];
  if (second && one.firstName && one.lastName) return [one, named(other, second, one.lastName)];
  return one.firstName && one.lastName && other.firstName && other.lastName ? [one, other] : undefined;
}

/** A first name and nothing else. */
function alone(text: string): string | undefined {
  const word = text.replace(politeness, '');
  return word !== '' && !word.includes(' ') && isFirstName(word) ? word : undefined;
}

const named = ({ honorific }: PersonName, firstName: string, lastName: string): PersonName => ({
  honorific,
  firstName: splitName(`${firstName} ${lastName}`).firstName,
  lastName,
});
