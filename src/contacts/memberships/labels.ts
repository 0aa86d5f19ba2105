import { dayInWords } from '../../platform/time.ts';
import type { Membership } from './contract.ts';

/** What one often is in an association or a school: the function, which has no gender. Proposed before the mairie has its own. */
export const usualRoles = [
  'Présidence',
  'Trésorerie',
  'Secrétariat',
  'Direction',
  'Gérance',
  'Adhérent',
  'Bénévole',
  'Parent d’élève',
  'Salarié',
] as const;

/** « Trésorerie depuis le 3 septembre 2023 ». */
export function roleInWords({ role, since, until }: Pick<Membership, 'role' | 'since' | 'until'>): string {
  if (since && until) return `${role.label}, du ${dayInWords(since)} au ${dayInWords(until)}`;
  if (until) return `${role.label}, jusqu’au ${dayInWords(until)}`;
  return since ? `${role.label} depuis le ${dayInWords(since)}` : role.label;
}
