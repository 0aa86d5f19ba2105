import type { z } from 'zod';
import { useInAddress } from '../../ui/place.ts';
import { contactFilters, contactOrder } from '../contract.ts';

/** The filters of the list, under the names they bear in the address. */
const names = {
  search: 'q',
  kind: 'sorte',
  category: 'categorie',
  tagId: 'etiquette',
  municipality: 'commune',
  reach: 'joignable',
  purposeId: 'finalite',
  channel: 'canal',
  archived: 'archives',
} as const;
export type FilterName = keyof typeof names;
export type Filters = Partial<Record<FilterName, string>>;

const lists: readonly string[] = ['tagId', 'reach'];
export const valuesOf = (text: string | undefined): string[] => (text ? text.split(',') : []);

/** What narrows the list, kept in the address; a value the contract refuses is left aside rather than breaking the screen. */
export function useFilters() {
  const kept = useKept();
  const [order, sortBy] = useInAddress('ordre');
  const filters: Filters = Object.fromEntries(
    Object.entries(kept)
      .map(([name, [value]]) => [name, value] as const)
      .filter(([name, value]) => value && isUnderstood(name, value)),
  );
  return {
    filters,
    query: asQuery(filters),
    sort: contactOrder.catch('name').parse(order || 'name'),
    sortBy,
    set: (name: FilterName, value: string) => kept[name][1](value),
  };
}

function useKept(): Record<FilterName, [string, (value: string) => void]> {
  return {
    search: useInAddress(names.search),
    kind: useInAddress(names.kind),
    category: useInAddress(names.category),
    tagId: useInAddress(names.tagId),
    municipality: useInAddress(names.municipality),
    reach: useInAddress(names.reach),
    purposeId: useInAddress(names.purposeId),
    channel: useInAddress(names.channel),
    archived: useInAddress(names.archived),
  };
}

const asQuery = (filters: Filters) =>
  Object.fromEntries(
    Object.entries(filters).map(([name, value]) => [name, lists.includes(name) ? valuesOf(value) : value]),
  ) as z.input<typeof contactFilters>;

const isUnderstood = (name: string, value: string) => contactFilters.safeParse(asQuery({ [name]: value })).success;
