import type { OrganizationCategory } from '../../contacts/contract.ts';
import { foldedWords } from './folding.ts';

const told: [RegExp, string][] = [
  [/\bpresident/, 'Présidence'],
  [/\bgerant/, 'Gérance'],
  [/\bdirect(?:eur|rice)/, 'Direction'],
  [/\btresorier/, 'Trésorerie'],
  [/\bsecretaire/, 'Secrétariat'],
];

const usual: Partial<Record<OrganizationCategory, string>> = {
  association: 'Présidence',
  business: 'Gérance',
  school: 'Direction',
};

/** What the heading says they are; where it says several (« Président(e) ou gérant(e) ») or none, what is usual in such an organization. */
export function roleIn(category: OrganizationCategory | null, heading = ''): string {
  const words = foldedWords(heading).join(' ');
  const roles = told.filter(([says]) => says.test(words)).map(([, role]) => role);
  const [only] = roles.length === 1 ? roles : [];
  return only ?? (category && usual[category]) ?? 'Personne à contacter';
}
