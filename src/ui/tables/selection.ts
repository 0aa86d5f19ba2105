export type Selection = ReadonlySet<string>;

export interface Sort {
  column: string;
  direction: 'ascending' | 'descending';
}

export const toggled = (selection: Selection, id: string): Selection => {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** Every row from the last one ticked to this one, both included, added to the selection. */
export function extended(selection: Selection, ids: readonly string[], { from, to }: { from: string; to: string }): Selection {
  const ends = [ids.indexOf(from), ids.indexOf(to)].sort((one, other) => one - other);
  const [first = -1, last = -1] = ends;
  return first < 0 ? toggled(selection, to) : new Set([...selection, ...ids.slice(first, last + 1)]);
}

/** What the box of the header shows for the rows on show. */
export function coverage(selection: Selection, ids: readonly string[]): 'none' | 'some' | 'all' {
  const ticked = ids.filter((id) => selection.has(id)).length;
  return ticked === 0 ? 'none' : ticked === ids.length ? 'all' : 'some';
}

/** Ticks every row on show, or unticks them all when they all are. */
export const withAll = (selection: Selection, ids: readonly string[]): Selection =>
  coverage(selection, ids) === 'all'
    ? new Set([...selection].filter((id) => !ids.includes(id)))
    : new Set([...selection, ...ids]);

/** A second press on the same column turns it round. */
export const sortedBy = (sort: Sort | undefined, column: string): Sort => ({
  column,
  direction: sort?.column === column && sort.direction === 'ascending' ? 'descending' : 'ascending',
});
