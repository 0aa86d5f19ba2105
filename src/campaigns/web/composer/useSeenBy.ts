import { useEffect, useMemo, useState } from 'react';
import { useRead } from '../../../ui/ask.ts';
import { type Campaign, campaignsApi, type Reader } from '../../contract.ts';

/** Over whose shoulder the letter is read: anyone of those who will receive it. */
export function useSeenBy(saved: Campaign) {
  const isAddressed = saved.segmentId !== null && saved.purposeId !== null;
  const params = { campaignId: saved.id };
  const [chosen, setChosen] = useState<Reader | null>(null);
  const readers = useRead(campaignsApi.listReaders, isAddressed ? { params, query: { limit: 200 } } : null);
  const people = isAddressed ? (readers.data?.items ?? []) : [];
  const person = chosen ?? people[0] ?? null;
  const seen = useRead(campaignsApi.preview, person ? { params, body: { contactId: person.contactId } } : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another audience, another reader.
  useEffect(() => setChosen(null), [saved.segmentId, saved.purposeId]);
  const letter = person && seen.data?.contactId === person.contactId ? seen.data : undefined;
  const known = useMemo(() => letter?.known ?? null, [letter?.known]);
  return {
    isAddressed,
    isLoading: isAddressed && readers.isLoading,
    people,
    person,
    letter,
    known,
    choose: (contactId: string) => setChosen(people.find((one) => one.contactId === contactId) ?? null),
    /** Someone else, taken anywhere in the first page: chance shows what one would not have looked for. */
    chooseAnyone: () => {
      const others = people.filter(({ contactId }) => contactId !== person?.contactId);
      setChosen(others[Math.floor(Math.random() * others.length)] ?? person);
    },
  };
}

export type SeenBy = ReturnType<typeof useSeenBy>;
