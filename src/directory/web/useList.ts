import { useCallback, useMemo } from 'react';
import type { Rule } from '../../segments/contract.ts';
import { useAddress } from '../../ui/place.ts';
import type { SortedBy } from '../contract.ts';
import { type Asked, askedBy, partsOf } from './address.ts';

export interface List {
  asked: Asked;
  narrow(rule: Rule): void;
  search(text: string): void;
  sortBy(sort: SortedBy): void;
  showArchive(isArchive: boolean): void;
}

/** What the list on screen shows; all of it is in the address. */
export function useList(): List {
  const [parts, set] = useAddress();
  const asked = useMemo(() => askedBy(parts), [parts]);
  const change = useCallback((next: Partial<Asked>) => set(partsOf({ ...asked, ...next })), [asked, set]);
  return {
    asked,
    narrow: useCallback((rule) => change({ rule }), [change]),
    search: useCallback((search) => change({ search }), [change]),
    sortBy: useCallback((sort) => change({ sort }), [change]),
    showArchive: useCallback((isArchive) => change({ isArchive }), [change]),
  };
}
