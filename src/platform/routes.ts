import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Download, Endpoint, Reply, Request } from './contract.ts';
import type { Footing, Scope, Transact } from './scope.ts';

/** What only the door knows of a visit: never of use to a rule, sometimes to a sign-in. */
export interface Visit {
  /** Address of the caller, as the trusted proxy says it. */
  ip: string;
  userAgent: string;
  /** The caller is on this very machine, with no proxy in between. */
  isLocal: boolean;
  /** Asked without anyone reading: the headers alone, or ahead of a click that may never come. */
  isPrefetch: boolean;
  /** The agent has proved to be there a short while ago. */
  isConfirmed: boolean;
  /** The raw session token the caller presented, if any. */
  token: string | undefined;
  /** Keeps the session's token in a `__Host-` cookie, or (null) removes it. */
  keepSession(token: string | null): void;
  /** The file being uploaded, where the endpoint declares an `uploadLimit`. */
  upload: Readable;
}

/** A visit before it is known who comes. */
export type Arrival = Omit<Visit, 'isConfirmed'>;

/** For endpoints open to anyone: the town hall is not known until the verb has found it. */
export interface Entrance {
  /** Outside the walls: `town_halls` and host names can be read, nothing else. */
  db: Kysely<unknown>;
  transactAt(townHallId: number): Transact;
  /** Where town halls themselves come and go: a transaction of the owner, for founding one and for leaving the demo. */
  found<T>(work: (ground: Footing) => Promise<T>): Promise<T>;
}

export interface ServedRoute {
  endpoint: Endpoint;
  handle(hands: Scope | Transact | Entrance, request: Request<Endpoint>, visit: Visit): Promise<unknown>;
}

/** What the verb is given to work with, by what its endpoint declares. */
type Hands<E extends Endpoint> = E['access'] extends 'public' ? Entrance : E['transaction'] extends 'none' ? Transact : Scope;
type Answer<E extends Endpoint> = Promise<Reply<E> | Download> | NoAnswer<E>;
/** A verb that answers nothing may be given as it is. */
type NoAnswer<E extends Endpoint> = Reply<E> extends undefined ? Promise<void> : never;

type Handlers<Api extends Record<string, Endpoint>> = {
  [Name in keyof Api]: (hands: Hands<Api[Name]>, request: Request<Api[Name]>, visit: Visit) => Answer<Api[Name]>;
};

/** Gives every declared endpoint exactly one handler; the compiler names the one you forgot. */
export function serve<Api extends Record<string, Endpoint>>(api: Api, handlers: Handlers<Api>): ServedRoute[] {
  return Object.entries(api).map(([name, endpoint]) => ({
    endpoint,
    handle: (hands, request, visit) => handlers[name as keyof Api](hands as never, request as never, visit),
  }));
}
