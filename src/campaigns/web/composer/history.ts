/** What was, what is, and what was undone: one thread for the whole letter. */
export interface History<State> {
  past: readonly State[];
  present: State;
  future: readonly State[];
  /** What the last change was about: the next one about the same thing, soon after, is the same change. */
  about: string;
  at: number;
}

const KEPT = 200;
/** Typing without stopping is one change. */
const SAME_CHANGE = 1200;

export const begin = <State>(present: State): History<State> => ({ past: [], present, future: [], about: '', at: 0 });

export function step<State>(
  history: History<State>,
  present: State,
  { about, at }: { about: string; at: number },
): History<State> {
  if (present === history.present) return history;
  const isSame = about !== '' && about === history.about && at - history.at < SAME_CHANGE && history.past.length > 0;
  const past = isSame ? history.past : [...history.past, history.present].slice(-KEPT);
  return { past, present, future: [], about, at };
}

export function undo<State>(history: History<State>): History<State> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return { past: history.past.slice(0, -1), present: last, future: [history.present, ...history.future], about: '', at: 0 };
}

export function redo<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, about: '', at: 0 };
}
