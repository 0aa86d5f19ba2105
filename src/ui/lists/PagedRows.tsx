import type { ReactNode } from 'react';
import type { Refusal } from '../../platform/client.ts';
import { Button } from '../actions/Button.tsx';
import { Callout } from '../feedback/Callout.tsx';
import { EmptyState } from '../feedback/EmptyState.tsx';
import { Skeleton } from '../feedback/Skeleton.tsx';
import { PlainRow, PlainRows } from './OrderedList.tsx';

interface PagedRowsProps<Item> {
  label: string;
  /** What `usePages` gives. */
  pages: {
    items: readonly Item[];
    isLoading: boolean;
    error: Refusal | null;
    hasMore: boolean;
    more: () => void;
  };
  keyOf: (item: Item) => string;
  /** Said above the refusal: « Les notes n’ont pas pu être lues ». */
  unread: string;
  empty: { title: string; text: ReactNode };
  /** What one row says: a `RowWords`. */
  children: (item: Item) => ReactNode;
}

/** A list read page by page, with its waiting, its refusal and its nothing. Props: label, pages, keyOf, unread, empty, children(item). */
export function PagedRows<Item>({ label, pages, keyOf, unread, empty, children }: PagedRowsProps<Item>) {
  const { items, isLoading, error, hasMore, more } = pages;
  return (
    <>
      {error && (
        <Callout tone="danger" title={unread} isLive>
          {error.message}
        </Callout>
      )}
      {isLoading && <Skeleton lines={6} />}
      {!isLoading && !error && items.length === 0 && <EmptyState title={empty.title}>{empty.text}</EmptyState>}
      {items.length > 0 && (
        <PlainRows label={label}>
          {items.map((item) => (
            <PlainRow key={keyOf(item)}>{children(item)}</PlainRow>
          ))}
        </PlainRows>
      )}
      {hasMore && (
        <div>
          <Button onPress={more}>Voir la suite</Button>
        </div>
      )}
    </>
  );
}
