import { lazy, Suspense } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';
import { DensityToggle } from '../../ui/ThemeToggle.tsx';
import type { Column } from '../../ui/tables/Table.tsx';
import type { ListedContact } from '../contract.ts';
import { usualColumns } from './columns.tsx';
import type { List } from './useList.ts';

const ColumnChooser = lazy(() => import('../../ui/tables/ColumnChooser.tsx').then((file) => ({ default: file.ColumnChooser })));

/** « Mes colonnes »: which, in which order, and how tight the rows are. */
export function ColumnsMenu({ list, columns }: { list: List; columns: readonly Column<ListedContact>[] }) {
  const [first = 'name', ...shown] = list.asked.columns;
  return (
    <Popover
      label="Mes colonnes"
      trigger={
        <Button size="small" icon="columns-3">
          Mes colonnes
        </Button>
      }
    >
      <Suspense fallback={<Skeleton lines={8} />}>
        <ColumnChooser
          label="Colonnes de la liste"
          columns={columns.filter(({ id }) => id !== first)}
          shown={shown}
          onChange={(ids) => list.show([first, ...ids])}
        />
      </Suspense>
      <div>
        <Button look="link" onPress={() => list.show(usualColumns[list.listed])}>
          Revenir aux colonnes habituelles
        </Button>
      </div>
      <DensityToggle />
    </Popover>
  );
}
