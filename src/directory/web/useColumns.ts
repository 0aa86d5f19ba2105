import { useMemo } from 'react';
import { consentsApi } from '../../consents/contract.ts';
import { fieldsApi } from '../../contacts/fields/contract.ts';
import { districtsApi } from '../../townhalls/districts/contract.ts';
import { useRead } from '../../ui/ask.ts';
import { useMay } from '../../ui/permissions.ts';
import { allColumns } from './columns.tsx';
import type { List } from './useList.ts';

/** The columns there are, and those shown, in order; one that has gone since is left out. */
export function useColumns({ listed, asked }: List) {
  const mayRead = useMay('consents.read');
  const purposes = useRead(consentsApi.listPurposes, mayRead ? {} : null).data;
  const districts = useRead(districtsApi.list).data;
  const fields = useRead(fieldsApi.list).data;
  const columns = useMemo(
    () => allColumns(listed, { purposes: purposes ?? [], districts: districts?.items ?? [], fields: fields?.items ?? [] }),
    [listed, purposes, districts, fields],
  );
  const shown = useMemo(
    () => asked.columns.flatMap((id) => columns.find((column) => column.id === id) ?? []),
    [asked.columns, columns],
  );
  return { columns, shown };
}
