import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';

/** A part of the address declared by the route: `contactId` of `/contacts/$contactId`. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? '';
}

/** Goes to another screen: `go('/contacts')`. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  return useCallback((href) => router.history.push(href), [router]);
}

type Parts = Readonly<Record<string, string | undefined>>;

/** What a screen keeps in its address, so that it can be reloaded, bookmarked and sent; parts that change together are one step. */
export function useAddress(): [Parts, (changes: Parts) => void] {
  const router = useRouter();
  const parts = useRouterState({ select: (state): Parts => state.location.search });
  const set = useCallback(
    (changes: Parts) => {
      const { pathname, searchStr } = router.state.location;
      const next = new URLSearchParams(searchStr);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      router.history.replace(`${pathname}${next.size > 0 ? `?${next}` : ''}`);
    },
    [router],
  );
  return [parts, set];
}

/** One part of the address: `['', (value) => …]`. */
export function useInAddress(name: string): [string, (value: string) => void] {
  const [parts, set] = useAddress();
  return [parts[name] ?? '', useCallback((value) => set({ [name]: value }), [set, name])];
}

/** The page's title is the screen, then who it belongs to: « Contacts · Valmeraude ». */
export function sayTitle(screen: string): void {
  document.title = [screen, document.documentElement.dataset['owner'] ?? 'Parvis'].join(' · ');
}

/** A screen about one thing says its own title once it knows it: `useTitle('Léa Martin')`. */
export function useTitle(screen: string | undefined): void {
  useEffect(() => {
    if (!screen) return;
    sayTitle(screen);
    noteVisit({ label: screen, href: location.pathname });
  }, [screen]);
}

export interface Visit {
  label: string;
  href: string;
}

const VISITS = 'parvis.visits';
const VISITS_KEPT = 8;

/** The things looked at last, the latest first; names of people do not outlive the tab. */
export const visits = (): Visit[] => JSON.parse(sessionStorage.getItem(VISITS) ?? '[]');

export const forgetVisits = (): void => sessionStorage.removeItem(VISITS);

function noteVisit(visit: Visit): void {
  const others = visits().filter(({ href }) => href !== visit.href);
  sessionStorage.setItem(VISITS, JSON.stringify([visit, ...others].slice(0, VISITS_KEPT)));
}
