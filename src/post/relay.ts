import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { SMTPError } from 'nodemailer/lib/smtp-connection';
import type { Mail, Outcome, Watch } from './contract.ts';
import { type DkimKey, signed } from './dkim.ts';
import { failed, hangUp, type Letter, type Line, openLine, type Patience, type Road, sayLetter } from './line.ts';
import { bytesOf, isAddress, wireAddress, writtenMail } from './mime.ts';

/** Where messages are handed over: an SMTP server, spoken to over a few connections kept open. */
export interface Relay {
  handOver(mail: Mail, keys?: readonly DkimKey[], watch?: Watch): Promise<Outcome>;
  close(): void;
}

export function roadOf(smtpUrl: string): Road {
  const { host = 'localhost', port, secure, auth } = parseConnectionUrl(smtpUrl);
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    tls: secure ? 'implicit' : 'offered',
    ...(auth?.user ? { user: auth.user, password: auth.pass ?? '' } : {}),
  };
}

const usualPatience: Patience = { afterBody: 11 * 60_000, beforeBody: 5 * 60_000, inQueue: 60_000, slow: 3000 };

/** Connections that answer promptly; as many again, twice, may wait for slow servers. */
const CONNECTIONS = 10;
const MOST_CONNECTIONS = 3 * CONNECTIONS;
/** One recipients' domain never holds them all. */
const OF_ONE_DOMAIN = 8;
const MESSAGES_PER_CONNECTION = 100;
/** Relays let a silent connection go after half a minute or more. */
const IDLE = 20_000;

interface Waiting {
  domain: string;
  take(isServed: boolean): void;
}

interface Switchboard {
  road: Road;
  patience: Patience;
  idle: Line[];
  open: Set<Line>;
  /** Conversations under way, by domain. */
  busy: Map<string, number>;
  talking: number;
  slow: number;
  queue: Waiting[];
  isClosed: boolean;
  /** It says it takes commands together (RFC 2920) and once did not answer them all: from then on each waits for its reply. */
  isHeardOneByOne: boolean;
}

export function openRelay(road: Road, patience: Patience = usualPatience): Relay {
  const board: Switchboard = {
    ...{ road, patience, idle: [], open: new Set(), busy: new Map(), talking: 0, slow: 0, queue: [] },
    ...{ isHeardOneByOne: false, isClosed: false },
  };
  return {
    async handOver(mail, keys = [], watch) {
      const [from, to] = [wireAddress(mail.from.address), wireAddress(mail.to.address)];
      if (!isAddress(to)) return { state: 'refused', reply: 'Cette adresse est mal formée.', topic: 'address' };
      const letter = { from, to, bytes: bytesOf(await signed(writtenMail(mail), keys)) };
      const domain = to.slice(to.lastIndexOf('@') + 1).toLowerCase();
      if (!(await turnOf(board, domain))) return { state: 'deferred', reply: '', topic: 'relay' };
      return speak(board, letter, watch).finally(() => endTurn(board, domain));
    },
    close() {
      board.isClosed = true;
      for (const { take } of board.queue.splice(0)) take(false);
      for (const line of board.open) {
        line.cut();
        line.connection.close();
      }
    },
  };
}

/** False for one that waited so long that its lease could end before its answer comes: it has not left. */
async function turnOf(board: Switchboard, domain: string): Promise<boolean> {
  if (board.isClosed) return false;
  return new Promise((answer) => {
    const leave = setTimeout(() => waiting.take(false), board.patience.inQueue);
    const waiting: Waiting = {
      domain,
      take(isServed) {
        clearTimeout(leave);
        board.queue = board.queue.filter((one) => one !== waiting);
        answer(isServed);
      },
    };
    board.queue.push(waiting);
    serveQueue(board);
  });
}

/** Who came first, unless that domain has its share. */
function serveQueue(board: Switchboard): void {
  while (board.talking - board.slow < CONNECTIONS && board.talking < MOST_CONNECTIONS) {
    const next = board.queue.findIndex(({ domain }) => (board.busy.get(domain) ?? 0) < OF_ONE_DOMAIN);
    const waiting = board.queue[next];
    if (!waiting) return;
    board.talking += 1;
    board.busy.set(waiting.domain, (board.busy.get(waiting.domain) ?? 0) + 1);
    waiting.take(true);
  }
}

function endTurn(board: Switchboard, domain: string): void {
  board.talking -= 1;
  board.busy.set(domain, (board.busy.get(domain) ?? 1) - 1);
  if (board.busy.get(domain) === 0) board.busy.delete(domain);
  serveQueue(board);
}

/** Over a connection kept open, else over a new one. One that the relay let go meanwhile has heard nothing: another is tried. */
async function speak(board: Switchboard, letter: Letter, watch: Watch | undefined): Promise<Outcome> {
  const kept = board.idle.pop();
  if (kept) {
    clearTimeout(kept.idling);
    const { outcome, heardNothing } = await speakOver(board, kept, { letter, watch });
    if (!heardNothing) return outcome;
  }
  const fresh = await connect(board).catch((error: SMTPError) => failed(error, false));
  return 'state' in fresh ? fresh : (await speakOver(board, fresh, { letter, watch })).outcome;
}

function connect(board: Switchboard): Promise<Line> {
  const { line, ready } = openLine(board.road, {
    ...{ patience: board.patience, isHeardOneByOne: board.isHeardOneByOne },
    onClosed(closed) {
      board.open.delete(closed);
      board.idle = board.idle.filter((one) => one !== closed);
    },
  });
  board.open.add(line);
  return ready;
}

/** One message over one connection, which is then kept, reset or closed. */
async function speakOver(board: Switchboard, line: Line, { letter, watch }: { letter: Letter; watch: Watch | undefined }) {
  const stopWatching = watchOver(board, watch);
  const told = await sayLetter(line, letter, board.patience).finally(stopWatching);
  if (told.ranOutOfPatience) board.isHeardOneByOne = true;
  if (told.line === 'fit') await keep(board, line);
  else if (told.line === 'lost') line.connection.close();
  else line.connection.reset((broken) => (broken ? line.connection.close() : void keep(board, line)));
  return told;
}

/** A conversation that lasts makes room for another. */
function watchOver(board: Switchboard, watch: Watch | undefined): () => void {
  let isSlow = false;
  const timer = setTimeout(() => {
    isSlow = true;
    board.slow += 1;
    watch?.slow();
    serveQueue(board);
  }, board.patience.slow);
  return () => {
    clearTimeout(timer);
    if (isSlow) board.slow -= 1;
  };
}

async function keep(board: Switchboard, line: Line): Promise<void> {
  if (!line.isOpen) return;
  // Another is opened once this one is closed, or the relay would count one too many.
  if (line.messages >= MESSAGES_PER_CONNECTION) return hangUp(line);
  board.idle.push(line);
  line.idling = setTimeout(() => {
    board.idle = board.idle.filter((one) => one !== line);
    void hangUp(line);
  }, IDLE).unref();
}
