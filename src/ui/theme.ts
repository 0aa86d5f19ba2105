import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark' | 'system';
export type Density = 'comfort' | 'compact';

export interface Comfort {
  theme: Theme;
  density: Density;
  /** Keys that act alone, outside fields. */
  hasShortcuts: boolean;
}

const KEY = 'parvis.look';
const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
const readers = new Set<() => void>();
let chosen: Comfort = { theme: 'system', density: 'comfort', hasShortcuts: true };

/** What the person using this browser likes, read before anything is drawn; the server keeps it for their other computers. */
export function startLook(): void {
  try {
    chosen = { ...chosen, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    // A browser that refuses storage still gets the default look.
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  apply();
}

export function chooseLook(change: Partial<Comfort>): void {
  chosen = { ...chosen, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Same browser: the choice lasts until the page is closed.
  }
  apply();
  for (const reader of readers) reader();
}

function apply() {
  const root = document.documentElement;
  root.dataset['theme'] = chosen.theme === 'dark' || (chosen.theme === 'system' && isDark()) ? 'dark' : 'light';
  root.dataset['density'] = chosen.density;
}

const subscribe = (reader: () => void) => {
  readers.add(reader);
  return () => readers.delete(reader);
};

export const useLook = (): Comfort => useSyncExternalStore(subscribe, () => chosen);
