import { useCallback, useEffect, useRef, useState } from 'react';
import { useWrite } from '../../ui/ask.ts';
import { type Campaign, campaignsApi } from '../contract.ts';

export type Draft = Pick<Campaign, 'name' | 'subject' | 'body' | 'segmentId' | 'purposeId'>;

/** A pause in the typing long enough to be one. */
const QUIET = 900;

const draftOf = ({ name, subject, body, segmentId, purposeId }: Draft): Draft => ({ name, subject, body, segmentId, purposeId });

/** A letter as it is typed: kept on this computer at each key, saved at each pause, never over somebody else's text. */
export function useDraft(opened: Campaign) {
  const kept = `envoi ${opened.id}`;
  const [saved, setSaved] = useState(opened);
  const [draft, setDraft] = useState<Draft>(() => ({ ...draftOf(opened), ...keptAt(kept) }));
  const saving = useWrite(campaignsApi.change, [
    campaignsApi.reach,
    campaignsApi.listReaders,
    campaignsApi.preview,
    campaignsApi.list,
  ]);
  const changes = changedFrom(saved, draft);
  const isChanged = Object.keys(changes).length > 0;
  const unsaved = isChanged ? JSON.stringify(changes) : '';
  const latest = useRef({ changes, saved, mutate: saving.mutate });
  latest.current = { changes, saved, mutate: saving.mutate };

  const save = useCallback((version = latest.current.saved.version) => {
    const { changes: body, saved: base, mutate } = latest.current;
    mutate({ params: { campaignId: base.id }, body, version }, { onSuccess: setSaved });
  }, []);

  useKeeping(kept, unsaved);

  const isRefused = saving.error !== null && saving.error.status !== 0;
  useEffect(() => {
    if (!unsaved || isRefused || saving.isPending) return;
    const soon = setTimeout(save, QUIET);
    return () => clearTimeout(soon);
  }, [unsaved, isRefused, saving.isPending, save]);

  const change = useCallback(
    (one: Partial<Draft>) => {
      if (saving.error && saving.error.status !== 412) saving.reset();
      setDraft((before) => ({ ...before, ...one }));
    },
    [saving.error, saving.reset],
  );

  return {
    draft,
    saved,
    change,
    isChanged,
    isSaving: saving.isPending,
    refusal: saving.error,
    /** After a conflict: what the others wrote replaces what is here, or the reverse. */
    settle: (theirs: Campaign, keepsMine: boolean) => {
      saving.reset();
      setSaved(theirs);
      if (!keepsMine) setDraft(draftOf(theirs));
    },
  };
}

/** A reload gives back what was not saved yet. */
function useKeeping(name: string, unsaved: string) {
  useEffect(() => {
    if (unsaved) localStorage.setItem(name, unsaved);
    else localStorage.removeItem(name);
  }, [name, unsaved]);
}

function changedFrom(saved: Draft, draft: Draft): Partial<Draft> {
  const fields = Object.keys(draft) as (keyof Draft)[];
  return Object.fromEntries(fields.filter((one) => draft[one] !== saved[one]).map((one) => [one, draft[one]]));
}

function keptAt(name: string): Partial<Draft> {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Draft>;
  } catch {
    return {};
  }
}
