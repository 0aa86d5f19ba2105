import type { ReactNode } from 'react';
import type { Refusal } from '../../platform/client.ts';
import { Button } from '../actions/Button.tsx';
import { Callout } from '../feedback/Callout.tsx';
import { EmptyState } from '../feedback/EmptyState.tsx';
import { Skeleton } from '../feedback/Skeleton.tsx';
import { Heading } from '../frames/Card.tsx';
import { OrderedList, PlainRow, PlainRows, RowWords } from './OrderedList.tsx';

interface Arranged {
  id: string;
  archivedAt: string | null;
}

interface ArrangedListProps<Row extends Arranged> {
  title: string;
  intro: ReactNode;
  /** While there is nothing: a title, and what one might add. */
  empty: { title: string; text: string };
  /** Named by its result: « Ajouter un quartier ». */
  addLabel: string;
  /** Archived ones among them; undefined while they are read. */
  rows: readonly Row[] | undefined;
  error?: Refusal | null;
  nameOf: (row: Row) => string;
  /** The title of a row, where its name alone would not do. */
  titleOf?: (row: Row) => ReactNode;
  noteOf?: (row: Row) => ReactNode;
  onAdd: () => void;
  onEdit: (row: Row) => void;
  onArchive: (row: Row) => void;
  onRestore: (row: Row) => void;
  /** Absent where the order is the alphabet's. */
  onOrder?: (ids: string[]) => void;
  /** One more button on each row. */
  actOf?: (row: Row) => ReactNode;
}

/** What people name, put in order and set aside: fields, districts, tags… Props: title, intro, empty, addLabel, rows, nameOf, noteOf, onAdd, onEdit, onArchive, onRestore, onOrder. */
export function ArrangedList<Row extends Arranged>(props: ArrangedListProps<Row>) {
  const { title, intro, empty, addLabel, rows, error, onAdd } = props;
  const inUse = rows?.filter(({ archivedAt }) => archivedAt === null) ?? [];
  const archived = rows?.filter(({ archivedAt }) => archivedAt !== null) ?? [];
  return (
    <>
      <Heading
        title={title}
        aside={
          <Button look="primary" icon="plus" onPress={onAdd}>
            {addLabel}
          </Button>
        }
      />
      <p>{intro}</p>
      {error && (
        <Callout tone="danger" title="La liste n’a pas pu être lue" isLive>
          {error.message}
        </Callout>
      )}
      {!rows && !error && <Skeleton lines={5} />}
      {rows && inUse.length === 0 && <EmptyState title={empty.title}>{empty.text}</EmptyState>}
      {inUse.length > 0 && <InUse {...props} rows={inUse} />}
      {archived.length > 0 && <Archived {...props} rows={archived} />}
    </>
  );
}

function InUse<Row extends Arranged>(props: ArrangedListProps<Row> & { rows: readonly Row[] }) {
  const { title, rows, nameOf, onOrder } = props;
  if (onOrder)
    return (
      <OrderedList label={title} rows={rows} nameOf={nameOf} onOrder={onOrder}>
        {(row) => <Words {...props} row={row} />}
      </OrderedList>
    );
  return (
    <PlainRows label={title}>
      {rows.map((row) => (
        <PlainRow key={row.id}>
          <Words {...props} row={row} />
        </PlainRow>
      ))}
    </PlainRows>
  );
}

function Words<Row extends Arranged>({ row, ...props }: ArrangedListProps<Row> & { row: Row }) {
  const { nameOf, titleOf = nameOf, noteOf, actOf, onEdit, onArchive } = props;
  return (
    <RowWords
      title={titleOf(row)}
      note={noteOf?.(row)}
      aside={
        <>
          {actOf?.(row)}
          <Button size="small" look="quiet" icon="pencil" aria-label={`Modifier ${nameOf(row)}`} onPress={() => onEdit(row)}>
            Modifier
          </Button>
          <Button size="small" look="quiet" icon="archive" aria-label={`Archiver ${nameOf(row)}`} onPress={() => onArchive(row)}>
            Archiver
          </Button>
        </>
      }
    />
  );
}

function Archived<Row extends Arranged>(props: ArrangedListProps<Row> & { rows: readonly Row[] }) {
  const { rows, nameOf, titleOf = nameOf, noteOf, onRestore } = props;
  return (
    <>
      <Heading title="Archives" />
      <PlainRows label="Archives">
        {rows.map((row) => (
          <PlainRow key={row.id}>
            <RowWords
              title={titleOf(row)}
              note={noteOf?.(row)}
              aside={
                <Button size="small" icon="arrow-back-up" aria-label={`Restaurer ${nameOf(row)}`} onPress={() => onRestore(row)}>
                  Restaurer
                </Button>
              }
            />
          </PlainRow>
        ))}
      </PlainRows>
    </>
  );
}
