import { fold, foldedWords } from '../cleaning/folding.ts';
import type { ContactDraft } from '../contract.ts';

type Identified = Pick<
  ContactDraft,
  'kind' | 'firstName' | 'lastName' | 'email' | 'mobilePhone' | 'birthDate' | 'addressLine' | 'postcode' | 'siret'
>;

/**
 * What two lines, or a line and a contact, have in common when they are the same: the same name AND the same e-mail, mobile,
 * birth date or address; for an organization, the same SIRET, or the same name and e-mail or address. Two parents who share
 * one e-mail share no key. Strongest first. Sharing a key is not enough where birth dates differ: see `contradicts`.
 */
export function identityKeys(contact: Identified): string[] {
  const name = nameKey(contact);
  const keys = contact.kind === 'organization' && contact.siret ? [`siret:${contact.siret}`] : [];
  if (!name) return keys;
  if (contact.email) keys.push(`email:${name}:${fold(contact.email)}`);
  if (contact.mobilePhone) keys.push(`mobile:${name}:${contact.mobilePhone}`);
  if (contact.birthDate) keys.push(`born:${name}:${contact.birthDate}`);
  const address = addressKey(contact);
  if (address) keys.push(`address:${name}:${address}`);
  return keys;
}

/** Two homonyms under one roof, a father and a son: same name, same address, not the same day of birth. */
export const contradicts = (one: Pick<ContactDraft, 'birthDate'>, other: Pick<ContactDraft, 'birthDate'>): boolean =>
  one.birthDate !== null && other.birthDate !== null && one.birthDate !== other.birthDate;

/** The words of a name whatever their order, accents, capitals, hyphens; a person needs both names. */
export function nameKey({ kind, firstName, lastName }: Pick<ContactDraft, 'kind' | 'firstName' | 'lastName'>): string | null {
  if (!lastName || (kind === 'person' && !firstName)) return null;
  return (
    foldedWords(`${firstName ?? ''} ${lastName}`)
      .sort()
      .join(' ') || null
  );
}

const shortened: Record<string, string> = {
  av: 'avenue',
  ave: 'avenue',
  bd: 'boulevard',
  bld: 'boulevard',
  ch: 'chemin',
  pl: 'place',
  imp: 'impasse',
  all: 'allee',
  rte: 'route',
  r: 'rue',
};

/** « 12 r. du Gué » and « 12, rue du Gué » are one address. */
export function addressKey({ addressLine, postcode }: Pick<ContactDraft, 'addressLine' | 'postcode'>): string | null {
  if (!addressLine) return null;
  const words = foldedWords(addressLine).map((word) => shortened[word] ?? word);
  return words.length > 0 ? `${postcode ?? ''} ${words.join(' ')}`.trim() : null;
}
