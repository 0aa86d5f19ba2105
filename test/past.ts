import type { InteractionKind } from '../src/interactions/contract.ts';
import { recordInteractions } from '../src/interactions/interactions.ts';
import type { Scope } from '../src/platform/scope.ts';
import { secondsAfter } from '../src/platform/time.ts';

export const daysAgo = (scope: Scope, days: number) => secondsAfter(scope.now, -days * 86_400);

/** What one did, so many days ago, and what came to them. */
export type Past = [InteractionKind, number][];
const byTownHall: InteractionKind[] = ['note', 'imported', 'letter_received', 'letter_refused'];

export const live = (scope: Scope, contactId: string, past: Past) =>
  recordInteractions(
    scope,
    past.map(([kind, days]) => ({
      contactId,
      kind,
      initiative: byTownHall.includes(kind) ? 'town_hall' : 'contact',
      happenedAt: daysAgo(scope, days),
    })),
  );
