export interface Press {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key asks of a list. */
export interface RowWish {
  tick?: number;
  goTo?: number;
  open?: number;
  clear?: true;
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** What a key asks, from the row at this rank (−1: no row yet); Entrée opens from the row's box only, since a link opens by itself. */
export function wishOf(press: Press, rank: number, isOnBox: boolean): RowWish | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.key in steps) return stepFrom(rank, rank + (steps[press.key] ?? 0), press.shiftKey);
  if (press.key === 'Escape') return { clear: true };
  if (rank < 0) return undefined;
  if (press.key.toLowerCase() === 'x') return { tick: rank };
  return press.key === 'Enter' && isOnBox ? { open: rank } : undefined;
}

const stepFrom = (from: number, to: number, isRange: boolean): RowWish | undefined => {
  if (to < 0) return undefined;
  return isRange && from >= 0 ? { tick: to, goTo: to } : { goTo: to };
};
