import { dayInWords } from '../platform/time.ts';
import type { Engagement, EngagementLevel, Thresholds } from './contract.ts';

export const engagementLabel: Record<EngagementLevel, string> = {
  very_active: 'Très actif',
  active: 'Actif',
  passive: 'Passif',
  dormant: 'En sommeil',
};

const acts = (count: number) => `${count}\u00a0${count < 2 ? 'échange' : 'échanges'} à son initiative`;
const days = (count: number) => (count === 1 ? '24\u00a0heures' : `${count}\u00a0jours`);

/** Why someone is at this level: the fact, then what the rule asks. */
export function engagementSentence({ level, rule, lastActAt, lastSignAt, ...counted }: Engagement): string {
  const told = `${acts(counted.acts)} en ${days(counted.days)}. La règle de la mairie en demande`;
  if (level === 'very_active') return `${told} ${rule.veryActiveActs}.`;
  if (level === 'active') return `${told} ${rule.activeActs}.`;
  if (level === 'passive') {
    const acted = lastActAt ? `Rien à son initiative depuis le ${dayInWords(lastActAt)}` : 'Rien encore à son initiative';
    return `${acted}, mais un signe dans les ${days(rule.passiveDays)}\u00a0: le dernier le ${dayInWords(lastSignAt ?? '')}.`;
  }
  return lastSignAt
    ? `Aucun signe depuis le ${dayInWords(lastSignAt)}, il y a plus de ${days(rule.passiveDays)}.`
    : 'Aucun échange pour l’instant.';
}

/** The rule as an agent would say it, a phrase for each level. */
export const rulePhrases = (rule: Thresholds): Record<EngagementLevel, string> => ({
  very_active: `au moins ${acts(rule.veryActiveActs)} en ${days(rule.veryActiveDays)}`,
  active: `au moins ${acts(rule.activeActs)} en ${days(rule.activeDays)}`,
  passive: `un signe dans les ${days(rule.passiveDays)}, ne serait-ce qu’un message reçu`,
  dormant: `aucun signe depuis plus de ${days(rule.passiveDays)}`,
});

/** What is never looked at, whatever the rule. */
export const NEVER_COUNTED =
  'Ne comptent jamais\u00a0: un vote, une opinion, une ouverture de message, un accord ou une désinscription, un silence.';
