import { isOneSlip } from '../../platform/text.ts';
import { foldedWords } from '../cleaning/folding.ts';
import type { ContactDraft, Resemblance } from '../contract.ts';
import { addressKey, contradicts, nameKey } from './identity.ts';

type Described = Pick<
  ContactDraft,
  'kind' | 'firstName' | 'lastName' | 'email' | 'mobilePhone' | 'birthDate' | 'addressLine' | 'postcode'
>;

/**
 * How a line resembles a record that it is not surely about (`identity.ts`): closely, when they share an e-mail or a mobile and
 * their first names differ by a slip; or as homonyms, when nothing else tells them apart. Two parents who share an address
 * resemble nobody.
 */
export function resemblanceOf(draft: Described, known: Described): Resemblance | null {
  if (draft.kind !== known.kind || contradicts(draft, known)) return null;
  if (isSaid(draft.email, known.email) || isSaid(draft.mobilePhone, known.mobilePhone))
    return calledAlike(draft, known) ? 'close' : null;
  const name = nameKey(draft);
  if (name === null || name !== nameKey(known)) return null;
  const apart = [
    isDenied(draft.email, known.email),
    isDenied(draft.mobilePhone, known.mobilePhone),
    isDenied(addressKey(draft), addressKey(known)),
  ];
  return apart.filter(Boolean).length < 2 ? 'homonym' : null;
}

const isSaid = (one: string | null, other: string | null) => Boolean(one) && one === other;
const isDenied = (one: string | null, other: string | null) => Boolean(one && other) && one !== other;

const calledAlike = (one: Described, other: Described): boolean =>
  one.kind === 'person' ? isNear(one.firstName, other.firstName) : isNear(one.lastName, other.lastName);

/** « Jean » and « Jean-Pierre », « M. » and « Maëlle », « Maelle » and « Maele ». */
function isNear(one: string | null, other: string | null): boolean {
  const [less, more] = [foldedWords(one ?? ''), foldedWords(other ?? '')].sort((a, b) => a.length - b.length) as [
    string[],
    string[],
  ];
  if (less.length === 0) return false;
  return less.every((word) => more.some((wider) => isSlip(word, wider) || (word.length === 1 && wider.startsWith(word))));
}

/** In a word long enough for it to be a slip. */
const isSlip = (one: string, other: string): boolean =>
  one === other || (Math.min(one.length, other.length) >= 4 && isOneSlip(one, other));
