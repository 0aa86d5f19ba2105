import {
  keepPreviousData,
  onlineManager,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createContext, use, useRef, useSyncExternalStore } from 'react';
import { call, type Refusal } from '../platform/client.ts';
import type { Ask, Endpoint, Reply } from '../platform/contract.ts';
import { keyFor, type Sent } from './idempotency.ts';

/** Reads an endpoint; the last answer stays on screen while a new question is asked. Give `null` to wait before asking. */
export function useRead<E extends Endpoint>(endpoint: E, ask: Ask<E> | null = {} as Ask<E>) {
  return useQuery<Reply<E>, Refusal>({
    queryKey: [endpoint.route, ask],
    queryFn: ({ signal }) => call(endpoint, ask as Ask<E>, { signal }),
    placeholderData: keepPreviousData,
    enabled: ask !== null,
  });
}

/** Reads one endpoint many times over; each answer comes when it comes. */
export function useReads<E extends Endpoint>(endpoint: E, asks: readonly Ask<E>[]): (Reply<E> | undefined)[] {
  return useQueries({
    queries: asks.map((ask) => ({
      queryKey: [endpoint.route, ask],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, ask, { signal }),
    })),
    combine: (answers) => answers.map(({ data }) => data),
  });
}

/** What a write may add to its question: the version that was read, or a file. */
export interface WriteExtra {
  version?: number;
  upload?: Blob;
}

/** Asks who is there, for acts that engage the house; false if nobody answered. */
const Confirmation = createContext<() => Promise<boolean>>(async () => false);
export const ConfirmationProvider = Confirmation.Provider;

/** Writes, then asks again what the write has changed: `useWrite(contactsApi.add, [contactsApi.list])`, then `.mutate({ body })`. */
export function useWrite<E extends Endpoint>(endpoint: E, refresh: readonly Endpoint[] = []) {
  const queries = useQueryClient();
  const sent = useRef<Sent | null>(null);
  const confirm = use(Confirmation);
  return useMutation<Reply<E>, Refusal, Ask<E> & WriteExtra>({
    mutationFn: (question) => {
      const { version, upload, ...ask } = question;
      sent.current = keyFor(ask, sent.current);
      const extra = {
        ...(version === undefined ? {} : { version }),
        ...(upload ? { upload } : {}),
        ...(endpoint.route.startsWith('POST') && !upload ? { idempotencyKey: sent.current.key } : {}),
      };
      const write = () => call(endpoint, ask as unknown as Ask<E>, extra);
      return write().catch(async (refusal: Refusal) => {
        if (refusal.code !== 'session.to_confirm' || !(await confirm())) throw refusal;
        return write();
      });
    },
    onSuccess: async () => {
      sent.current = null;
      await Promise.all(refresh.map((one) => queries.invalidateQueries({ queryKey: [one.route] })));
    },
  });
}

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
type ItemOf<E extends Endpoint> = Reply<E> extends Page<infer Item> ? Item : never;

/** Reads a list page by page: `items` so far, and `more()` for the next ones (for `onEnd` of a `Table`). Give `null` to wait before asking. */
export function usePages<E extends Endpoint>(endpoint: E, ask: Ask<E> | null = {} as Ask<E>) {
  const { query } = (ask ?? {}) as { query?: Record<string, unknown> };
  const pages = useInfiniteQuery({
    queryKey: [endpoint.route, ask],
    queryFn: ({ pageParam, signal }) =>
      call(endpoint, { ...ask, query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } as unknown as Ask<E>, {
        signal,
      }) as Promise<Page<ItemOf<E>> & Reply<E>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled: ask !== null,
  });
  const more = useRef(() => {});
  more.current = () => {
    if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
  };
  const stable = useRef(() => more.current());
  return {
    items: pages.data?.pages.flatMap((page) => page.items) ?? [],
    /** The first page whole, for what a list says beside its items (a total). */
    first: pages.data?.pages[0],
    more: stable.current,
    hasMore: pages.hasNextPage,
    isLoading: pages.isLoading,
    isStale: pages.isPlaceholderData,
    error: pages.error as Refusal | null,
  };
}

/** A server that does not answer at all is asked again without end; one that fails, three times; a refusal is an answer. */
export const askAgain = (count: number, error: unknown): boolean => isSilence(error) || (count < 3 && statusOf(error) >= 500);

/** False while this computer is off the network, or while a question on screen gets no answer at all. */
export function useIsOnline(): boolean {
  const cache = useQueryClient().getQueryCache();
  const isOnline = useSyncExternalStore(
    (reader) => onlineManager.subscribe(reader),
    () => onlineManager.isOnline(),
  );
  const isAnswered = useSyncExternalStore(
    (reader) => cache.subscribe(reader),
    () => !cache.getAll().some((query) => query.isActive() && isSilence(query.state.fetchFailureReason)),
  );
  return isOnline && isAnswered;
}

const statusOf = (error: unknown) => (error as Partial<Refusal> | null)?.status ?? -1;
const isSilence = (error: unknown) => statusOf(error) === 0;
