import { useSyncExternalStore } from 'react';

export interface Toast {
  id: number;
  /** What has just been done: « 3 personnes archivées ». */
  message: string;
  undo?: () => void;
}

/** Long enough to read and to reach *Annuler* (ui/README.md). */
const SHOWN_FOR = 10_000;

interface Timer {
  left: number;
  startedAt: number;
  handle?: ReturnType<typeof setTimeout>;
}

/** The messages on show, oldest first; each leaves after ten seconds in which nobody was reading it. */
export function createToasts(clock: () => number = () => performance.now()) {
  let shown: readonly Toast[] = [];
  let lastId = 0;
  const timers = new Map<number, Timer>();
  const readers = new Set<() => void>();
  const show = (toasts: readonly Toast[]) => {
    shown = toasts;
    for (const reader of readers) reader();
  };

  const dismiss = (id: number) => {
    clearTimeout(timers.get(id)?.handle);
    timers.delete(id);
    show(shown.filter((toast) => toast.id !== id));
  };
  const start = (id: number, left: number) =>
    timers.set(id, { left, startedAt: clock(), handle: setTimeout(() => dismiss(id), left) });

  return {
    add(message: string, undo?: () => void) {
      lastId += 1;
      show([...shown, { id: lastId, message, ...(undo ? { undo } : {}) }]);
      start(lastId, SHOWN_FOR);
    },
    dismiss,
    pause() {
      for (const timer of timers.values()) {
        clearTimeout(timer.handle);
        timer.left -= clock() - timer.startedAt;
      }
    },
    resume() {
      for (const [id, { left }] of [...timers]) start(id, Math.max(left, 1000));
    },
    read: () => shown,
    subscribe(reader: () => void) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
  };
}

export const toasts = createToasts();

/** Says what has just been done, and offers to undo it. */
export const announce = (message: string, undo?: () => void): void => toasts.add(message, undo);

export const useToasts = (): readonly Toast[] => useSyncExternalStore(toasts.subscribe, toasts.read);
