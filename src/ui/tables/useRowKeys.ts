import type { KeyboardEvent, RefObject } from 'react';
import { type Press, wishOf } from './row-keys.ts';

interface RowKeys {
  pane: RefObject<HTMLElement | null>;
  onTick: (rank: number, isRange: boolean) => void;
  onOpen: (rank: number) => void;
  onClear: () => void;
  bringIntoSight: (rank: number) => void;
}

const controls = 'input, a, button, select, textarea';

/** Arrows move from row to row, X ticks, Maj extends, Entrée opens, Échap clears; nothing fires while one types in a field. */
export function useRowKeys({ pane, onTick, onOpen, onClear, bringIntoSight }: RowKeys) {
  const focusOn = (rank: number): boolean => {
    const row = pane.current?.querySelector<HTMLElement>(`tr[data-rank="${rank}"]`);
    row?.querySelector<HTMLElement>(controls)?.focus();
    row?.scrollIntoView({ block: 'nearest' });
    return Boolean(row);
  };
  // At once where the row is drawn: the next key is for it.
  const goTo = (rank: number) => {
    if (focusOn(rank)) return;
    bringIntoSight(rank);
    requestAnimationFrame(() => focusOn(rank));
  };

  return (press: KeyboardEvent<HTMLElement>) => {
    const target = press.target as HTMLElement;
    if (isTyping(target)) return;
    const rank = Number(target.closest<HTMLElement>('tr[data-rank]')?.dataset['rank'] ?? -1);
    const wish = wishOf(press as Press, rank, target instanceof HTMLInputElement);
    if (!wish) return;
    press.preventDefault();
    if (wish.tick !== undefined) onTick(wish.tick, press.shiftKey);
    if (wish.goTo !== undefined) goTo(wish.goTo);
    if (wish.open !== undefined) onOpen(wish.open);
    if (wish.clear) onClear();
  };
}

const isTyping = (target: HTMLElement) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== 'checkbox') ||
  target.isContentEditable;
