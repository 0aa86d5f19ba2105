import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { type DatabaseRole, ownConnection } from './database.ts';

/** A connection that lasts: lost, it is opened again and greeted again, until it is closed. */
export interface KeptConnection {
  isOpen(): boolean;
  /** Resolves once it is open; rejects once it is closed for good. */
  held(): Promise<void>;
  close(): Promise<void>;
}

interface Spec {
  url: string;
  role?: DatabaseRole;
  name: string;
  /** What makes it useful: takes the lock, listens. It counts as open when this is done. */
  greet(client: pg.Client): Promise<unknown>;
}

const BETWEEN_TRIES = 500;

export function keepConnection(spec: Spec): KeptConnection {
  let open: pg.Client | undefined;
  let isClosed = false;
  const hold = async () => {
    const client = ownConnection(spec);
    const lost = new Promise<void>((resolve) => client.once('end', resolve).on('error', () => resolve()));
    try {
      await client.connect();
      await spec.greet(client);
      open = client;
      if (!isClosed) await lost;
    } finally {
      open = undefined;
      await client.end().catch(() => undefined);
    }
  };
  const keep = async () => {
    while (!isClosed) {
      await hold().catch(() => undefined);
      if (!isClosed) await wait(BETWEEN_TRIES, undefined, { ref: false });
    }
  };
  const kept = keep();
  return {
    isOpen: () => open !== undefined,
    held: async () => {
      while (!open) {
        if (isClosed) throw new Error('This connection was closed.');
        await wait(50, undefined, { ref: false });
      }
    },
    close: async () => {
      isClosed = true;
      await open?.end();
      await kept;
    },
  };
}
