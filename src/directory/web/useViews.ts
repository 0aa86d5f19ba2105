import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRead, useWrite } from '../../ui/ask.ts';
import { ALL, type Listed, type SavedView, type ViewLook, type Views, viewsApi } from '../views/contract.ts';
import { type Asked, everyone } from './address.ts';
import { usualColumns } from './columns.tsx';

/** The views an agent sees of a list, and how they like to look at each. */
export function useViews(listed: Listed) {
  const ask = useMemo(() => ({ query: { list: listed } }), [listed]);
  const read = useRead(viewsApi.list, ask);
  const queries = useQueryClient();
  const noting = useWrite(viewsApi.look);
  const { items = [], looks = [], last = null } = read.data ?? {};
  return {
    items,
    last,
    /** A list waits for its view, but not for views that cannot be read. */
    isReady: (read.data !== undefined && !read.isPlaceholderData) || read.error !== null,
    lookAt: (view: string) => looks.find((look) => look.view === view),
    note(look: ViewLook) {
      queries.setQueryData<Views>([viewsApi.list.route, ask], (before) => before && withLook(before, look));
      noting.mutate({ body: { ...look, list: listed } });
    },
  };
}

const withLook = (views: Views, look: ViewLook): Views => ({
  ...views,
  looks: [look, ...views.looks.filter(({ view }) => view !== look.view)],
  last: look.view,
});

/** What a view says by itself; without one, everyone in the usual columns. */
export const saidBy = (view: SavedView | undefined, listed: Listed): Asked => ({
  rule: view?.rule ?? everyone,
  search: view?.search ?? '',
  sort: view?.sort ?? 'name',
  columns: view?.columns ?? usualColumns[listed],
  isArchive: false,
});

/** As an address names them: `?vue=tous`. */
export const inAddress = (view: string) => (view === ALL ? 'tous' : view);
export const fromAddress = (view: string) => (view === 'tous' ? ALL : view);
