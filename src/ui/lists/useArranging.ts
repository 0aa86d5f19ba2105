import { useQueryClient } from '@tanstack/react-query';
import type { Refusal } from '../../platform/client.ts';
import type { Endpoint } from '../../platform/contract.ts';
import { announce } from '../feedback/toasts.ts';

interface Arranging<Row extends { id: string }> {
  rows: readonly Row[] | undefined;
  /** What shows the rows, to be asked again. */
  refresh: readonly Endpoint[];
  archive: (row: Row) => Promise<unknown>;
  restore: (row: Row) => Promise<unknown>;
  order?: (ids: string[]) => Promise<unknown>;
  said: { archived: (row: Row) => string; restored: (row: Row) => string; ordered?: string };
}

/** What `ArrangedList` needs to put in order, set aside and take back: each said, and undone by one press. */
export function useArranging<Row extends { id: string }>({ rows, refresh, archive, restore, order, said }: Arranging<Row>) {
  const queries = useQueryClient();
  const act = (work: Promise<unknown>, message: string, undo?: () => void) =>
    void work.then(
      async () => {
        await Promise.all(refresh.map(({ route }) => queries.invalidateQueries({ queryKey: [route] })));
        announce(message, undo);
      },
      (refusal: Refusal) => announce(refusal.message),
    );
  const onRestore = (row: Row) => act(restore(row), said.restored(row));
  const before = rows?.map(({ id }) => id) ?? [];
  const put = (ids: string[], undo?: () => void) => order && act(order(ids), said.ordered ?? 'Ordre changé', undo);
  return {
    onRestore,
    onArchive: (row: Row) => act(archive(row), said.archived(row), () => onRestore(row)),
    ...(order ? { onOrder: (ids: string[]) => put(ids, () => put(before)) } : {}),
  };
}
