import type { DeliveryState, SkipReason, Totals } from './contract.ts';

export interface Count {
  state: DeliveryState;
  /** Of those skipped; empty for the others. */
  because: string;
  count: number;
}

const column: Record<DeliveryState, Exclude<keyof Totals, 'total' | 'skippedBecause'>> = {
  waiting: 'waiting',
  handing_over: 'underWay',
  delivered: 'delivered',
  refused: 'refused',
  gave_up: 'gaveUp',
  skipped: 'skipped',
  uncertain: 'uncertain',
};

export function sumUp(counts: readonly Count[]): Totals {
  const totals: Totals = {
    total: 0,
    waiting: 0,
    underWay: 0,
    delivered: 0,
    refused: 0,
    gaveUp: 0,
    skipped: 0,
    uncertain: 0,
    skippedBecause: [],
  };
  for (const { state, because, count } of counts) {
    totals.total += count;
    totals[column[state]] += count;
    if (state === 'skipped') totals.skippedBecause.push({ reason: because as SkipReason, count });
  }
  return totals;
}
