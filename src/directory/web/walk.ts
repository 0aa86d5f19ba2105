import { useEffect } from 'react';
import type { z } from 'zod';
import type { directoryApi } from '../contract.ts';
import { listLabel } from '../labels.ts';
import { queryOf } from './address.ts';
import type { List } from './useList.ts';

/** The list one comes from, kept while its records are gone through one after the other. */
export interface Walk {
  /** « Contacts », « Bourg et Bellerive ». */
  title: string;
  /** Back to the list as it was. */
  href: string;
  query: z.input<typeof directoryApi.neighbours.query>;
  /** Those the list has shown so far, in its order. */
  ids: readonly string[];
  total: number | undefined;
}

const KEPT = 'parvis.walk';

interface Shown {
  spelling: 'exact' | 'close';
  items: readonly { id: string }[];
  total: number | undefined;
}

/** Keeps what the list shows, in this tab only: two lists side by side are two walks. */
export function useWalkMemory(list: List, { spelling, items, total }: Shown): void {
  const walk = JSON.stringify({
    title: list.view?.name ?? listLabel[list.listed],
    href: `${location.pathname}${location.search}`,
    query: { ...queryOf(list.asked, list.listed), sort: list.asked.sort, spelling },
    ids: items.map(({ id }) => id),
    total,
  } satisfies Walk);
  useEffect(() => sessionStorage.setItem(KEPT, walk), [walk]);
}

export function rememberedWalk(): Walk | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Walk | null;
  } catch {
    return null;
  }
}
