import { type FileHandle, open } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Where in a conversation something goes wrong. */
type Phase = 'greeting' | 'ehlo' | 'starttls' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';

export interface Fault {
  at: Phase;
  /** Lines of its own, joined by « \n », in place of the usual reply. */
  reply?: string;
  /** Milliseconds of silence first. */
  after?: number;
  hangUp?: 'reset' | 'close';
  /** At the dot: the message is kept all the same. */
  keeps?: boolean;
  /** How often it happens; for ever when absent. */
  times?: number;
}

export interface SinkWish {
  /** By recipient, by « @domain », or « * » for everyone, which is also all that is known before RCPT. */
  faults?: Record<string, Fault[]>;
  /** What it says it can do; a sink that lies about PIPELINING hears the first command of a packet and no other. */
  extensions?: string[];
  liesAboutPipelining?: boolean;
  /** A file where each message kept is a line, on the disk before the reply leaves. */
  ledger?: string;
  keepsText?: boolean;
}

export interface Kept {
  recipient: string;
  messageId: string;
  at: number;
  raw: string;
}

interface Sink {
  wish: SinkWish;
  spent: Map<Fault, number>;
  kept: Kept[];
  seen: Seen;
  sockets: Set<Socket>;
  file: FileHandle | undefined;
  writing: { lines: string[]; done: Promise<void> } | undefined;
}

/** The most that was ever seen at once. */
interface Seen {
  connections: number;
  messagesOfOneConnection: number;
  byDomain: Map<string, { now: number; most: number }>;
}

interface Session {
  socket: Socket;
  waiting: Buffer;
  isBusy: boolean;
  isInBody: boolean;
  recipients: string[];
  messages: number;
}

export type OpenSink = Awaited<ReturnType<typeof openSmtpSink>>;

/** A mail server of ours that does what it is told, and remembers what it took. */
export async function openSmtpSink(wish: SinkWish = {}) {
  const sink: Sink = {
    wish,
    spent: new Map(),
    kept: [],
    seen: { connections: 0, messagesOfOneConnection: 0, byDomain: new Map() },
    sockets: new Set(),
    file: wish.ledger ? await open(wish.ledger, 'a') : undefined,
    writing: undefined,
  };
  const server = createServer((socket) => welcome(sink, socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    port: (server.address() as AddressInfo).port,
    kept: sink.kept,
    seen: sink.seen,
    /** From now on. */
    behave(faults: Record<string, Fault[]>) {
      sink.wish.faults = faults;
    },
    hangUp() {
      for (const socket of sink.sockets) socket.resetAndDestroy();
    },
    async close() {
      for (const socket of sink.sockets) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
      await sink.file?.close();
    },
  };
}

function welcome(sink: Sink, socket: Socket): void {
  const session: Session = {
    ...{ socket, waiting: Buffer.alloc(0), isBusy: false, isInBody: false, recipients: [], messages: 0 },
  };
  sink.sockets.add(socket);
  sink.seen.connections = Math.max(sink.seen.connections, sink.sockets.size);
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    sink.sockets.delete(socket);
    leave(sink, session);
  });
  socket.on('data', (chunk: Buffer) => {
    session.waiting = session.waiting.length > 0 ? Buffer.concat([session.waiting, chunk]) : chunk;
    void listen(sink, session);
  });
  void answer(sink, session, { at: 'greeting', usual: '220 sink ESMTP' });
}

async function listen(sink: Sink, session: Session): Promise<void> {
  if (session.isBusy) return;
  session.isBusy = true;
  while (!session.socket.destroyed) {
    const isHeard = session.isInBody ? await hearBody(sink, session) : await hearCommand(sink, session);
    if (!isHeard) break;
  }
  session.isBusy = false;
}

const CRLF = Buffer.from('\r\n');
const DOT = Buffer.from('\r\n.\r\n');

async function hearCommand(sink: Sink, session: Session): Promise<boolean> {
  const end = session.waiting.indexOf(CRLF);
  if (end < 0) return false;
  const line = session.waiting.toString('latin1', 0, end);
  session.waiting = sink.wish.liesAboutPipelining ? Buffer.alloc(0) : session.waiting.subarray(end + 2);
  const verb = line.slice(0, 4).toUpperCase();
  await (verbs[verb] ?? unknown)(sink, session, line);
  return true;
}

type Obey = (sink: Sink, session: Session, line: string) => Promise<unknown>;

const unknown: Obey = async (_sink, { socket }) => say(socket, '502 5.5.1 what?');

const verbs: Record<string, Obey> = {
  EHLO: (sink, session) =>
    answer(sink, session, {
      at: 'ehlo',
      usual: ['sink', ...(sink.wish.extensions ?? ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES'])]
        .map((word, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${word}`)
        .join('\n'),
    }),
  HELO: async (_sink, { socket }) => say(socket, '250 sink'),
  STAR: (sink, session) => answer(sink, session, { at: 'starttls', usual: '454 4.7.0 not today' }),
  MAIL: (sink, session) => {
    leave(sink, session);
    return answer(sink, session, { at: 'mail', usual: '250 2.1.0 ok' });
  },
  RCPT: async (sink, session, line) => {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    session.recipients.push(address);
    enter(sink, address);
    if (!(await answer(sink, session, { at: 'rcpt', usual: '250 2.1.5 ok' }))) {
      leave(sink, session);
    }
  },
  DATA: async (sink, session) => {
    if (session.recipients.length === 0) return say(session.socket, '503 5.5.1 no valid recipients');
    session.isInBody = await answer(sink, session, { at: 'data', usual: '354 go on' });
    return undefined;
  },
  RSET: async (sink, session) => {
    leave(sink, session);
    return say(session.socket, '250 2.0.0 ok');
  },
  NOOP: async (_sink, { socket }) => say(socket, '250 2.0.0 ok'),
  QUIT: async (_sink, { socket }) => {
    say(socket, '221 2.0.0 bye');
    socket.end();
  },
};

async function hearBody(sink: Sink, session: Session): Promise<boolean> {
  const { waiting } = session;
  if (waiting.length > 0 && faultOf(sink, session, 'body')) {
    await answer(sink, session, { at: 'body', usual: '' });
    return false;
  }
  const isEmpty = waiting.subarray(0, 3).equals(DOT.subarray(2));
  const end = isEmpty ? 0 : waiting.indexOf(DOT);
  if (end < 0) return false;
  const raw = waiting.toString('latin1', 0, end + (isEmpty ? 0 : 2)).replace(/^\.\./gm, '.');
  session.waiting = waiting.subarray(end + (isEmpty ? 3 : DOT.length));
  session.isInBody = false;
  await take(sink, session, raw);
  return true;
}

async function take(sink: Sink, session: Session, raw: string): Promise<void> {
  const fault = faultOf(sink, session, 'dot');
  session.messages += 1;
  sink.seen.messagesOfOneConnection = Math.max(sink.seen.messagesOfOneConnection, session.messages);
  if (!fault || fault.keeps) await keep(sink, session, raw);
  await answer(sink, session, { at: 'dot', usual: '250 2.0.0 kept' });
  leave(sink, session);
}

async function keep(sink: Sink, { recipients }: Session, raw: string): Promise<void> {
  const messageId = /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '';
  for (const recipient of recipients) {
    const kept = { recipient, messageId, at: Math.round(performance.timeOrigin + performance.now()) };
    sink.kept.push({ ...kept, raw: sink.wish.keepsText === false ? '' : raw });
    if (sink.file) await writeDown(sink, JSON.stringify({ n: sink.kept.length, ...kept }));
  }
}

/** One write and one fsync for all those that wait for theirs. */
async function writeDown(sink: Sink, line: string): Promise<void> {
  if (sink.writing) {
    sink.writing.lines.push(line);
    return sink.writing.done;
  }
  const lines = [line];
  const done = (async () => {
    await new Promise<void>((soon) => setImmediate(soon));
    sink.writing = undefined;
    await sink.file?.write(`${lines.join('\n')}\n`);
    await sink.file?.datasync();
  })();
  sink.writing = { lines, done };
  return done;
}

function faultOf(sink: Sink, { recipients }: Session, at: Phase): Fault | undefined {
  const { faults = {} } = sink.wish;
  const recipient = recipients.at(-1) ?? '';
  const known = [
    ...(faults[recipient] ?? []),
    ...(faults[recipient.slice(recipient.indexOf('@'))] ?? []),
    ...(faults['*'] ?? []),
  ];
  return known.find((fault) => fault.at === at && (sink.spent.get(fault) ?? 0) < (fault.times ?? Number.POSITIVE_INFINITY));
}

/** Says what is usual, or does what is wrong; whether the client may go on. */
async function answer(sink: Sink, session: Session, { at, usual }: { at: Phase; usual: string }): Promise<boolean> {
  const { socket } = session;
  const fault = faultOf(sink, session, at);
  if (!fault) {
    say(socket, usual);
    return true;
  }
  sink.spent.set(fault, (sink.spent.get(fault) ?? 0) + 1);
  if (fault.after) await wait(fault.after);
  if (fault.hangUp === 'reset') {
    socket.resetAndDestroy();
    return false;
  }
  say(socket, fault.reply ?? usual);
  if (fault.hangUp === 'close') socket.end();
  return /^[23]/.test(fault.reply ?? usual) && !fault.hangUp;
}

const say = (socket: Socket, text: string): void => {
  if (!socket.destroyed && text) socket.write(`${text.replaceAll('\n', '\r\n')}\r\n`);
};

const domainOf = (address: string) => address.slice(address.indexOf('@') + 1);

function enter({ seen }: Sink, address: string): void {
  const count = seen.byDomain.get(domainOf(address)) ?? { now: 0, most: 0 };
  count.now += 1;
  count.most = Math.max(count.most, count.now);
  seen.byDomain.set(domainOf(address), count);
}

function leave({ seen }: Sink, session: Session): void {
  for (const address of session.recipients) {
    const count = seen.byDomain.get(domainOf(address));
    if (count) count.now -= 1;
  }
  session.recipients = [];
}
