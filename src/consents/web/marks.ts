import { dayInWords } from '../../platform/time.ts';
import type { IconName } from '../../ui/Icon.tsx';
import type { ConsentCell, ConsentRow } from '../contract.ts';
import { byChannelLabel, consentMethodLabel } from '../labels.ts';

/** What a cell shows: the answer in force, else whether one is needed at all. */
export type Mark = 'granted' | 'refused' | 'lawful' | 'not_asked';

export const markLabel: Record<Mark, string> = {
  granted: 'Accord donné',
  lawful: 'Service public',
  refused: 'Refus ou opposition',
  not_asked: 'Non demandé',
};

export const markIcon: Record<Mark, IconName> = { granted: 'check', lawful: 'scale', refused: 'x', not_asked: 'minus' };

export const markOf = ({ legalBasis }: ConsentRow, { answer }: ConsentCell): Mark =>
  answer ?? (legalBasis === 'consent' ? 'not_asked' : 'lawful');

/** « Vie de la commune, par e-mail : accord donné le 3 septembre 2026, au guichet ». */
export function sentenceOf(row: ConsentRow, cell: ConsentCell): string {
  const since = cell.since ? ` le ${dayInWords(cell.since)}` : '';
  const method = cell.method ? `, ${consentMethodLabel[cell.method]}` : '';
  return `${row.purposeName}, ${byChannelLabel[cell.channel]}\u00a0: ${wordsOf(row, cell)}${since}${method}`;
}

function wordsOf(row: ConsentRow, cell: ConsentCell): string {
  const mark = markOf(row, cell);
  if (mark !== 'refused') return markLabel[mark].toLowerCase();
  return row.legalBasis === 'consent' ? 'refus' : 'opposition';
}
