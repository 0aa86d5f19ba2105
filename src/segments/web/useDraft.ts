import { useCallback, useEffect, useState } from 'react';
import type { Rule } from '../rules/contract.ts';
import { type Draft, draftOf, wholeOf } from './draft.ts';

export interface Sheet {
  name: string;
  draft: Draft;
}

interface History {
  now: Sheet;
  past: readonly Sheet[];
  /** What the last edit was about: typing on in one place is undone at once. */
  about: string;
}

const MOST_UNDONE = 100;

/** A segment being written: its sheet, one history to go back through, and a copy on this computer until it is saved. */
export function useDraft(keptAs: string, saved: { name: string; rule: Rule }) {
  const [history, setHistory] = useState<History>(() => {
    const { name, rule } = kept(keptAs) ?? saved;
    return { now: { name, draft: draftOf(rule) }, past: [], about: '' };
  });
  const { now, past } = history;
  const written = JSON.stringify({ name: now.name, rule: wholeOf(now.draft) });
  const isChanged = written !== JSON.stringify({ name: saved.name, rule: wholeOf(draftOf(saved.rule)) });

  useEffect(() => {
    if (isChanged) sessionStorage.setItem(keptAs, written);
    else sessionStorage.removeItem(keptAs);
  }, [keptAs, written, isChanged]);

  const edit = useCallback((change: (sheet: Sheet) => Sheet, about: string) => {
    setHistory((before) => ({
      now: change(before.now),
      past: about !== '' && about === before.about ? before.past : [...before.past, before.now].slice(-MOST_UNDONE),
      about,
    }));
  }, []);
  const undo = useCallback(() => {
    setHistory((before) => {
      const last = before.past.at(-1);
      return last ? { now: last, past: before.past.slice(0, -1), about: '' } : before;
    });
  }, []);
  useUndoKey(undo);
  return { ...now, isChanged, canUndo: past.length > 0, edit, undo };
}

/** Where the draft of a segment waits on this computer; without an id, that of the next new one. */
export const keptAs = (segmentId?: string) => `segment ${segmentId ?? 'nouveau'}`;

/** The next new segment begins with this rule. */
export const beginNewSegment = (rule: Rule): void => sessionStorage.setItem(keptAs(), JSON.stringify({ name: '', rule }));

function kept(keptAs: string): { name: string; rule: Rule } | undefined {
  const text = sessionStorage.getItem(keptAs);
  return text ? JSON.parse(text) : undefined;
}

/** Ctrl Z goes back one edit; in a field being typed in, it is the field's own. */
function useUndoKey(undo: () => void) {
  useEffect(() => {
    const onKeyDown = (press: KeyboardEvent) => {
      const isTyping = press.target instanceof HTMLElement && press.target.matches('input:not([type=checkbox]), textarea');
      if (isTyping || press.shiftKey || press.key.toLowerCase() !== 'z' || !(press.ctrlKey || press.metaKey)) return;
      press.preventDefault();
      undo();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [undo]);
}
