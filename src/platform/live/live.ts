import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { keepConnection } from '../kept-connection.ts';
import { longWorksChangedSince } from '../long-works/long-works.ts';
import { type Actor, systemActor, type Transact } from '../scope.ts';
import { now, secondsAfter } from '../time.ts';
import { CHANNEL } from './announce.ts';
import { type Announcement, announcement, missedSome } from './contract.ts';

/** Carries announcements from any process to the screens this one serves. */
export interface Live {
  /** Hears what is announced for this town hall, and for no other, until told to stop. */
  follow(townHallId: number, hear: Hear): () => void;
  close(): Promise<void>;
}

type Hear = (heard: Announcement) => void;

interface LiveSpec {
  url: string;
  transact(townHallId: number, actor: Actor): Transact;
}

const POLL_EVERY = 2000;

export function openLive({ url, transact }: LiveSpec): Live {
  const audiences = new Map<number, Set<Hear>>();
  const tell = (townHallId: number, heard: Announcement) => {
    for (const hear of audiences.get(townHallId) ?? []) hear(heard);
  };
  const line = keepConnection({
    url,
    role: 'parvis_app',
    name: 'parvis live',
    greet: async (client) => {
      client.on('notification', ({ payload }) => read(payload, tell));
      await client.query(`listen ${CHANNEL}`);
      for (const townHallId of audiences.keys()) tell(townHallId, missedSome);
    },
  });
  const closing = new AbortController();
  const polling = pollWhileDeaf({ isDeaf: () => !line.isOpen(), audiences, transact, tell, closing: closing.signal });
  return {
    follow: (townHallId, hear) => follow(audiences, townHallId, hear),
    close: async () => {
      closing.abort();
      await Promise.all([line.close(), polling]);
    },
  };
}

const notification = announcement.extend({ townHallId: z.int() });

function read(payload: string | undefined, tell: (townHallId: number, heard: Announcement) => void): void {
  const { townHallId, ...heard } = notification.parse(JSON.parse(payload ?? ''));
  tell(townHallId, heard);
}

function follow(audiences: Map<number, Set<Hear>>, townHallId: number, hear: Hear): () => void {
  const audience = audiences.get(townHallId) ?? new Set();
  audiences.set(townHallId, audience.add(hear));
  return () => {
    audience.delete(hear);
    if (audience.size === 0) audiences.delete(townHallId);
  };
}

interface Polling extends Pick<LiveSpec, 'transact'> {
  isDeaf(): boolean;
  audiences: ReadonlyMap<number, unknown>;
  tell(townHallId: number, heard: Announcement): void;
  closing: AbortSignal;
}

/** While LISTEN is away, the bars still move: long works are looked at, of the town halls someone follows. */
async function pollWhileDeaf({ isDeaf, audiences, transact, tell, closing }: Polling): Promise<void> {
  while (!closing.aborted) {
    await wait(POLL_EVERY, undefined, { ref: false, signal: closing }).catch(() => undefined);
    if (closing.aborted || !isDeaf()) continue;
    // Twice the pace: what was written by a transaction still open at the last look is not missed.
    const since = secondsAfter(now(), (-2 * POLL_EVERY) / 1000);
    for (const townHallId of audiences.keys()) {
      const ids = await transact(townHallId, systemActor)((scope) => longWorksChangedSince(scope, since)).catch(() => []);
      for (const id of ids) tell(townHallId, { type: 'long_work', id });
    }
  }
}
