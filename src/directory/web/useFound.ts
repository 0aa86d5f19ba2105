import { usePages, useRead } from '../../ui/ask.ts';
import { directoryApi } from '../contract.ts';
import { queryOf } from './address.ts';
import { purposeOf } from './columns.tsx';
import type { List } from './useList.ts';

/** Counted before anything is shown; the rest is counted behind (a million takes a while, and nobody waits for it). */
const AT_ONCE = 10_000;

const PAGE = 100;

/** The pages of a list and its count. Words nobody answers to are looked for again, a slip of the finger away. */
export function useFound({ asked, listed }: List) {
  const query = queryOf(asked, listed);
  const reachFor = purposeOf(asked.columns);
  const seen = { sort: asked.sort, limit: PAGE, ...(reachFor ? { reachFor } : {}) };
  const exact = usePages(directoryApi.list, { query: { ...query, ...seen } });
  const isNobody = Boolean(asked.search) && !exact.isLoading && !exact.isStale && !exact.error && exact.items.length === 0;
  const close = { ...query, spelling: 'close' as const };
  const approaching = usePages(directoryApi.list, isNobody ? { query: { ...close, ...seen } } : null);
  const isClose = isNobody && approaching.items.length > 0;
  return {
    pages: isNobody ? approaching : exact,
    spelling: isClose ? ('close' as const) : ('exact' as const),
    count: useCount(isClose ? close : query),
  };
}

function useCount(query: ReturnType<typeof queryOf>) {
  const quick = useRead(directoryApi.count, { query: { ...query, atMost: AT_ONCE } });
  const isMore = quick.data?.isComplete === false && !quick.isPlaceholderData;
  const whole = useRead(directoryApi.count, isMore ? { query } : null);
  const known = isMore && whole.data && !whole.isPlaceholderData ? whole.data : quick.data;
  return { count: known?.count, isAtLeast: known?.isComplete === false, isStale: quick.isPlaceholderData };
}
