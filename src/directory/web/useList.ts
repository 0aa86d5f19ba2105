import { useCallback, useMemo } from 'react';
import type { Rule } from '../../segments/rules/contract.ts';
import { useAddress } from '../../ui/place.ts';
import type { SortedBy } from '../contract.ts';
import { ALL, type Listed, type SavedView } from '../views/contract.ts';
import { type Asked, askedBy, partsOf } from './address.ts';
import { fromAddress, inAddress, saidBy, useViews } from './useViews.ts';

export interface List {
  listed: Listed;
  /** What is on screen. */
  asked: Asked;
  /** The view it starts from, and what that view says; undefined: everyone. */
  view: SavedView | undefined;
  said: Asked;
  views: ReturnType<typeof useViews>;
  narrow(rule: Rule): void;
  search(text: string): void;
  sortBy(sort: SortedBy): void;
  show(columns: readonly string[]): void;
  showArchive(isArchive: boolean): void;
  /** Back to what the view says. */
  reset(): void;
}

/** What a list shows: its view, and over it what one is trying. All of it is in the address; trying changes no view. */
export function useList(listed: Listed): List {
  const views = useViews(listed);
  const [parts, set] = useAddress();
  const key = parts['vue'] ? fromAddress(parts['vue']) : (views.last ?? ALL);
  const view = views.items.find(({ id }) => id === key);
  const said = useMemo(() => saidBy(view, listed), [view, listed]);
  const look = views.lookAt(key);
  const asked = useMemo(() => {
    const liked = { ...said, sort: look?.sort ?? said.sort, columns: look?.columns ?? said.columns };
    return askedBy(parts, liked);
  }, [parts, said, look]);

  const change = useCallback(
    (next: Partial<Asked>) => set({ vue: inAddress(key), ...partsOf({ ...asked, ...next }, said) }),
    [asked, key, said, set],
  );
  const noteLook = ({ sort, columns }: Asked) =>
    views.note({
      view: key,
      sort: sort === said.sort ? null : sort,
      columns: columns.join() === said.columns.join() ? null : [...columns],
    });
  const arrange = (next: Pick<Asked, 'sort'> | Pick<Asked, 'columns'>) => {
    noteLook({ ...asked, ...next });
    change(next);
  };
  return {
    listed,
    asked,
    view,
    said,
    views,
    narrow: useCallback((rule) => change({ rule }), [change]),
    search: useCallback((search) => change({ search }), [change]),
    sortBy: (sort) => arrange({ sort }),
    show: (columns) => arrange({ columns }),
    showArchive: (isArchive) => change({ isArchive }),
    reset: () => change({ rule: said.rule, search: said.search, isArchive: false }),
  };
}
