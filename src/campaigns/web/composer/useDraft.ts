import { useCallback, useEffect, useRef, useState } from 'react';
import { content as contentSchema } from '../../../messages/letter/contract.ts';
import { useIsOnline, useWrite } from '../../../ui/ask.ts';
import { checksApi } from '../../checks/contract.ts';
import { type Campaign, campaignsApi } from '../../contract.ts';
import { begin, redo, step, undo } from './history.ts';

export type Draft = Pick<Campaign, 'name' | 'content' | 'segmentId' | 'purposeId' | 'category'>;

/** A pause in the typing long enough to be one. */
const QUIET = 900;

const draftOf = ({ name, content, segmentId, purposeId, category }: Draft): Draft => ({
  name,
  content,
  segmentId,
  purposeId,
  category,
});

/** A letter as it is written: kept on this computer at each key, saved at each pause, never over somebody else's text; every step can be undone. */
export function useDraft(opened: Campaign) {
  const kept = `envoi ${opened.id}`;
  const [history, setHistory] = useState(() => begin<Draft>({ ...draftOf(opened), ...keptAt(kept) }));
  const draft = history.present;
  const { forgive, setBoth, ...saving } = useSaving(opened, draft);
  useKeeping(kept, saving.isChanged ? draft : null);

  const change = useCallback(
    (next: (before: Draft) => Draft, about = '') => {
      forgive();
      setHistory((before) => step(before, next(before.present), { about, at: performance.now() }));
    },
    [forgive],
  );

  return {
    ...saving,
    draft,
    change,
    undo: history.past.length > 0 ? () => setHistory(undo) : undefined,
    redo: history.future.length > 0 ? () => setHistory(redo) : undefined,
    /** After a conflict: what the others wrote replaces what is here, or the reverse. */
    settle: (theirs: Campaign, keepsMine: boolean) => {
      setBoth(theirs);
      if (!keepsMine) setHistory((before) => step(before, draftOf(theirs), { about: '', at: 0 }));
    },
  };
}

/** Sends what changed, once the typing pauses and the server can be reached. */
function useSaving(opened: Campaign, draft: Draft) {
  const [saved, setSaved] = useState(opened);
  /** What was sent, as it was sent: what comes back may be written otherwise. */
  const [base, setBase] = useState<Draft>(() => draftOf(opened));
  const { mutate, reset, error, isPending } = useWrite(campaignsApi.change, [
    campaignsApi.reach,
    campaignsApi.listReaders,
    campaignsApi.preview,
    campaignsApi.list,
    checksApi.show,
  ]);
  const changes = changedFrom(base, draft);
  const isChanged = Object.keys(changes).length > 0;
  const isOnline = useIsOnline();
  const latest = useRef({ changes, draft, saved });
  latest.current = { changes, draft, saved };

  const isRefused = error !== null && error.status !== 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the draft begins the pause again.
  useEffect(() => {
    if (!isChanged || isRefused || isPending || !isOnline) return;
    const soon = setTimeout(() => {
      const { changes: body, draft: sent, saved: before } = latest.current;
      const settled = (after: Campaign) => {
        setSaved(after);
        setBase(sent);
      };
      mutate({ params: { campaignId: before.id }, body, version: before.version }, { onSuccess: settled });
    }, QUIET);
    return () => clearTimeout(soon);
  }, [draft, isChanged, isRefused, isPending, isOnline, mutate]);

  const forgive = useCallback(() => {
    if (error && error.status !== 412) reset();
  }, [error, reset]);
  const setBoth = (theirs: Campaign) => {
    reset();
    setSaved(theirs);
    setBase(draftOf(theirs));
  };
  return { saved, isChanged, isSaving: isPending, isOnline, refusal: error, forgive, setBoth };
}

/** A reload gives back what was not saved yet. */
function useKeeping(name: string, unsaved: Draft | null) {
  useEffect(() => {
    if (unsaved) localStorage.setItem(name, JSON.stringify(unsaved));
    else localStorage.removeItem(name);
  }, [name, unsaved]);
}

function changedFrom(base: Draft, draft: Draft): Partial<Draft> {
  const fields = (Object.keys(draft) as (keyof Draft)[]).filter((one) => draft[one] !== base[one]);
  const differ = fields.filter((one) => JSON.stringify(draft[one]) !== JSON.stringify(base[one]));
  return Object.fromEntries(differ.map((one) => [one, draft[one]]));
}

function keptAt(name: string): Partial<Draft> {
  try {
    const { content, ...others } = JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Draft>;
    const read = contentSchema.safeParse(content);
    return { ...others, ...(read.success ? { content: read.data } : {}) };
  } catch {
    return {};
  }
}
