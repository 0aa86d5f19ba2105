import type { VariableName } from './contract.ts';

/** What changes from one reader to the next, where it stands. */
export type Slot =
  | { kind: 'variable'; name: VariableName; fallback: string }
  | { kind: 'answer'; questionId: string; rank: number }
  | { kind: 'opt_out' }
  /** Where what is known of the reader comes from. */
  | { kind: 'origin' };

/** A text cut where each reader's words go: `parts[0] + value of slots[0] + parts[1] + …`. */
export interface Pattern {
  parts: string[];
  slots: number[];
}

/** The slots of a letter, each once however often it is read. */
export function collectSlots() {
  const slots: Slot[] = [];
  const ranks = new Map<string, number>();
  return {
    slots,
    markOf(slot: Slot): string {
      const key = JSON.stringify(slot);
      const rank = ranks.get(key) ?? slots.push(slot) - 1;
      ranks.set(key, rank);
      return `${OPEN}${rank}${CLOSE}`;
    },
  };
}

// Private-use characters: the content refuses them, and neither MJML nor escaping touches them.
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

export function cut(text: string): Pattern {
  const pieces = text.split(new RegExp(`${OPEN}(\\d+)${CLOSE}`));
  return {
    parts: pieces.filter((_, rank) => rank % 2 === 0),
    slots: pieces.filter((_, rank) => rank % 2 === 1).map(Number),
  };
}

export function fill({ parts, slots }: Pattern, values: readonly string[]): string {
  let filled = parts[0] ?? '';
  for (let rank = 0; rank < slots.length; rank++) filled += (values[slots[rank] ?? 0] ?? '') + (parts[rank + 1] ?? '');
  return filled;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For HTML, in text and between quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
