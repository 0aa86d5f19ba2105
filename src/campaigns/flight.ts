import type { Claim, HandedOver } from '../messages/ledger/ledger.ts';
import { type Outside, type Stationery, writeMail } from '../messages/messages.ts';
import { crashPoint } from '../platform/crash.ts';
import type { Outcome } from '../post/contract.ts';

export type Told = Claim & { domain: string; outcome: Outcome };

/** The letters on their way, and the answers that came since they were last asked for. */
export interface Flight {
  /** On their way, or answered and not yet written down. */
  size(): number;
  take(handed: readonly HandedOver[]): void;
  /** Answers, and domains whose answers are long to come; throws what a letter could not be written for: a fault of ours. */
  heard(): { told: Told[]; slow: string[] };
  /** Until so many have landed, or all those that are not slow, or a moment has passed since the first. */
  someLand(atLeast: number): Promise<void>;
  /** Each of those still on their way is told of later. */
  leaveBehind(tellLater: (told: Told) => Promise<void>): void;
}

/** How long the first answer waits for others to be written with. */
const TOGETHER = 250;

interface Aloft {
  arrival: Promise<Told>;
  isSlow: boolean;
}

interface Sky {
  aloft: Set<Aloft>;
  arrived: Told[];
  slow: string[];
  failure: unknown;
  /** Something changed: whoever waits looks again. */
  wake(): void;
}

export function openFlight(stationery: Stationery, outside: Outside): Flight {
  const sky: Sky = { aloft: new Set(), arrived: [], slow: [], failure: undefined, wake: () => {} };
  return {
    size: () => sky.aloft.size + sky.arrived.length,
    take(handed) {
      for (const one of handed) {
        const domain = one.address.slice(one.address.lastIndexOf('@') + 1);
        launch(sky, domain, (slow) => send(stationery, outside, { ...one, domain, slow }));
      }
    },
    heard() {
      if (sky.failure) throw sky.failure;
      return { told: sky.arrived.splice(0), slow: sky.slow.splice(0) };
    },
    someLand: (atLeast) => waitFor(sky, atLeast),
    leaveBehind(tellLater) {
      for (const letter of [...sky.aloft]) {
        sky.aloft.delete(letter);
        follow(letter.arrival.then(tellLater));
      }
    },
  };
}

function launch(sky: Sky, domain: string, leave: (slow: () => void) => Promise<Told>): void {
  const slow = () => {
    letter.isSlow = true;
    sky.slow.push(domain);
    sky.wake();
  };
  const letter: Aloft = { isSlow: false, arrival: leave(slow) };
  sky.aloft.add(letter);
  const land = (told?: Told) => {
    if (!sky.aloft.delete(letter)) return;
    if (told) sky.arrived.push(told);
    sky.wake();
  };
  letter.arrival.then(land, (error: unknown) => {
    sky.failure ??= error;
    land();
  });
}

const waitFor = (sky: Sky, atLeast: number): Promise<void> =>
  new Promise((done) => {
    let patience: NodeJS.Timeout | undefined;
    const end = () => {
      clearTimeout(patience);
      sky.wake = () => {};
      done();
    };
    sky.wake = () => {
      if (sky.arrived.length >= atLeast || [...sky.aloft].every(({ isSlow }) => isSlow)) end();
      else if (sky.arrived.length > 0) patience ??= setTimeout(end, TOGETHER);
    };
    sky.wake();
  });

async function send(
  stationery: Stationery,
  outside: Outside,
  handed: HandedOver & { domain: string; slow(): void },
): Promise<Told> {
  const mail = await writeMail(stationery, outside, handed);
  crashPoint('leave:before');
  const outcome = await outside.deliver(stationery.head.townHallId, mail, handed);
  crashPoint('leave:after');
  return { id: handed.id, leaseEpoch: handed.leaseEpoch, domain: handed.domain, outcome };
}

/** Answers that outlive the turn in which their letters left. One that cannot be written is uncertain, once its lease has ended. */
const awaited = new Set<Promise<void>>();

function follow(late: Promise<void>): void {
  const known = late.catch(() => undefined).finally(() => awaited.delete(known));
  awaited.add(known);
}

/** Before the database is closed: a relay that was told to stop has answered for all it was saying. */
export const lateAnswers = async (): Promise<void> => {
  await Promise.all(awaited);
};
