import type { OrganizationCategory } from '../../contacts/contract.ts';
import { foldedWords, tidy } from './folding.ts';
import { nothing, type Reading } from './outcome.ts';

const LA_POSTE = '356000000';

/** Fourteen digits whose key is right (Luhn; La Poste's branches have a key of their own). */
export function readSiret(cell: string): Reading<string> {
  const text = tidy(cell);
  if (text === '' || text === '-') return nothing;
  const digits = text.replace(/[\s.]/g, '');
  if (/^\d{14}$/.test(digits) && hasRightKey(digits)) return { value: digits };
  const restored = `0${digits}`;
  return /^\d{13}$/.test(digits) && hasRightKey(restored)
    ? { value: restored, issue: 'zero_restored' }
    : { value: null, issue: 'siret_wrong' };
}

function hasRightKey(siret: string): boolean {
  const sum = [...siret].reduce((total, digit, at) => total + luhn(Number(digit), at % 2 === 0), 0);
  if (sum % 10 === 0) return true;
  return siret.startsWith(LA_POSTE) && [...siret].reduce((total, digit) => total + Number(digit), 0) % 5 === 0;
}

const luhn = (digit: number, isDoubled: boolean) => (isDoubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit);

const categoryWords: Record<OrganizationCategory, string> = {
  association: 'association asso club amicale comite',
  business: 'commerce commercant entreprise artisan artisanat societe restaurant sarl sas eurl sci',
  school: 'ecole college lycee creche',
  public_body: 'mairie prefecture tresorerie gendarmerie ehpad administration public publique syndicat',
  partner: 'partenaire',
  other: 'autre',
};

const categoryOf = new Map(
  Object.entries(categoryWords).flatMap(([category, words]) =>
    words.split(' ').map((word) => [word, category as OrganizationCategory] as const),
  ),
);

export function readCategory(cell: string): Reading<OrganizationCategory> {
  const words = foldedWords(cell);
  if (words.length === 0) return nothing;
  const found = words.map((word) => categoryOf.get(word) ?? categoryOf.get(word.replace(/s$/, ''))).find((category) => category);
  return found ? { value: found } : { value: null, issue: 'category_unknown' };
}

const organizations =
  /^(?:association|asso|club|amicale|comite|mairie|ecole|college|lycee|creche|sarl|sas|eurl|sci|ehpad|societe|ets|cabinet|syndicat|office|federation|union) \S/;

/** A name that announces an organization from its first word. */
export const isOrganizationName = (name: string): boolean =>
  initials.test(name) && organizations.test(foldedWords(name).join(' '));

/** A glance that spares folding nearly every name. */
const initials = /^\W*(?:as|cl|am|co|ma|[eéÉ]c|ly|cr|sa|eu|sc|eh|so|et|ca|sy|of|f[eéÉ]|un)/i;
