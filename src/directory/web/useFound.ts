import { usePages, useRead } from '../../ui/ask.ts';
import { directoryApi } from '../contract.ts';
import { type Asked, queryOf } from './address.ts';

/** Counted before anything is shown; the rest is counted behind (a million takes a while, and nobody waits for it). */
const AT_ONCE = 10_000;

/** The pages of a list and its count. Words nobody answers to are looked for again, a slip of the finger away. */
export function useFound(asked: Asked) {
  const query = queryOf(asked);
  const exact = usePages(directoryApi.list, { query: { ...query, sort: asked.sort } });
  const isNobody = Boolean(asked.search) && !exact.isLoading && !exact.isStale && !exact.error && exact.items.length === 0;
  const close = { ...query, spelling: 'close' as const };
  const approaching = usePages(directoryApi.list, isNobody ? { query: { ...close, sort: asked.sort } } : null);
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
