import type { ContactKind } from '../../contacts/contract.ts';
import { fullName } from '../../contacts/labels.ts';
import { directoryApi } from '../../directory/contract.ts';
import { useRead } from '../../ui/ask.ts';
import type { Choice } from '../../ui/forms/Option.tsx';

/** A few contacts of one kind, by what is typed of them: to be chosen among. */
export function useFoundContacts(text: string, kind: ContactKind): Choice[] {
  const search = text.trim();
  const found = useRead(directoryApi.list, search.length > 1 ? { query: { search, kind, limit: 8 } } : null);
  return (found.data?.items ?? []).map((one) => ({
    id: one.id,
    label: fullName(one),
    help: [one.addressLine, one.municipality].filter(Boolean).join(', '),
  }));
}
