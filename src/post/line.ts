import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import type { Outcome } from './contract.ts';
import { outcomeOf, withoutAddresses } from './replies.ts';

/** The way to a relay. */
export interface Road {
  host: string;
  port: number;
  /** From the first byte, after STARTTLS, when the relay offers it, never. */
  tls: 'implicit' | 'starttls' | 'offered' | 'never';
  user?: string;
  password?: string;
}

/** How long a relay is given. */
export interface Patience {
  /** RFC 5321 §4.5.3.2.6: after the final dot the client waits ten minutes for the reply (trust M-26). */
  afterBody: number;
  /** Until the recipient is accepted: nothing has left, it may be tried again. */
  beforeBody: number;
  /** For a connection to be free. */
  inQueue: number;
  /** Then it is called slow, and another connection may be opened beside it (trust R-06). */
  slow: number;
}

/** One connection to a relay, over which one message is said at a time. */
export interface Line {
  connection: SMTPConnection;
  messages: number;
  isOpen: boolean;
  /** Ends what is being said where it stands. */
  cut(): void;
  idling?: NodeJS.Timeout;
}

const SETTING_UP = 60_000;
const CHUNK = 32 * 1024;

interface Wish {
  patience: Patience;
  /** For a relay that says it takes commands together (RFC 2920) and does not answer them all. */
  isHeardOneByOne: boolean;
  onClosed(line: Line): void;
}

export function openLine(road: Road, { patience, isHeardOneByOne, onClosed }: Wish): { line: Line; ready: Promise<Line> } {
  const { host, port, tls, user, password } = road;
  const connection = new SMTPConnection({
    ...{ host, port, secure: tls === 'implicit', requireTLS: tls === 'starttls', ignoreTLS: tls === 'never' },
    ...{ connectionTimeout: SETTING_UP, greetingTimeout: SETTING_UP, socketTimeout: patience.afterBody },
  });
  const line: Line = { connection, messages: 0, isOpen: true, cut: () => {} };
  const close = () => {
    line.isOpen = false;
    onClosed(line);
  };
  const ready = new Promise<Line>((open, refuse) => {
    const answered = (error?: SMTPError | null) => {
      if (isHeardOneByOne) forgetPipelining(connection);
      if (!error) return open(line);
      connection.close();
      refuse(error);
    };
    connection.once('end', close);
    connection.on('error', (error: SMTPError) => {
      close();
      refuse(error);
    });
    connection.connect((error) =>
      error || user === undefined ? answered(error) : connection.login({ user, pass: password ?? '' }, answered),
    );
  });
  return { line, ready };
}

function forgetPipelining(connection: SMTPConnection): void {
  const known = connection as unknown as { _supportedExtensions: string[] };
  known._supportedExtensions = known._supportedExtensions.filter((name) => name !== 'PIPELINING');
}

/** A message as it crosses the wire. */
export interface Letter {
  from: string;
  to: string;
  bytes: Buffer;
}

export interface Told {
  outcome: Outcome;
  /** The line can be kept for another message; `reset` first. */
  line: 'fit' | 'reset' | 'lost';
  /** It was lost before anything was heard. */
  heardNothing: boolean;
  ranOutOfPatience: boolean;
}

export async function sayLetter(line: Line, letter: Letter, patience: Patience): Promise<Told> {
  line.messages += 1;
  const journey: Journey = { bodyHasLeft: false, reply: '', ranOutOfPatience: false };
  const error = await send(line, letter, { patience, journey });
  const { bodyHasLeft, reply, ranOutOfPatience } = journey;
  if (!error) {
    const outcome = { state: 'delivered' as const, reply: withoutAddresses(reply) };
    return { outcome, line: 'fit', heardNothing: false, ranOutOfPatience };
  }
  const isAnswer = error.responseCode !== undefined && error.responseCode !== 421;
  const isSettled = error.command === 'RCPT TO' || error.code === 'EENVELOPE' || bodyHasLeft;
  return {
    outcome: failed(error, bodyHasLeft),
    line: line.isOpen && isAnswer && isSettled ? 'reset' : 'lost',
    heardNothing: !isAnswer && !bodyHasLeft,
    ranOutOfPatience,
  };
}

interface Journey {
  bodyHasLeft: boolean;
  reply: string;
  ranOutOfPatience: boolean;
}

function send(line: Line, { from, to, bytes }: Letter, { patience, journey }: { patience: Patience; journey: Journey }) {
  return new Promise<SMTPError | undefined>((answer) => {
    const end = (error?: SMTPError) => {
      clearTimeout(tooLong);
      answer(error);
    };
    line.cut = () => end(Object.assign(new Error('Cut off'), { command: 'CONN' }));
    const tooLong = setTimeout(() => {
      if (journey.bodyHasLeft) return;
      journey.ranOutOfPatience = true;
      line.cut();
    }, patience.beforeBody);
    line.connection.send({ from, to: [to], size: bytes.length }, bodyOf(bytes, journey), (error, info) => {
      journey.reply = info?.response ?? '';
      end(error ?? undefined);
    });
  });
}

/**
 * The final dot is written once the whole body was read: a connection lost before that delivered nothing (trust R-05). It is held
 * back for a turn of the loop, in which the loss of the connection is heard.
 */
function bodyOf(bytes: Buffer, journey: Journey): Readable {
  let read = 0;
  return new Readable({
    read() {
      const chunk = bytes.subarray(read, read + CHUNK);
      read += chunk.length;
      if (chunk.length > 0) return void this.push(chunk);
      setImmediate(() => {
        if (this.destroyed) return;
        journey.bodyHasLeft = true;
        this.push(null);
      });
    },
  });
}

export function failed({ code, command = '', responseCode, response, message }: SMTPError, bodyHasLeft: boolean): Outcome {
  // Refused here, before anything was said: larger than the relay announced it takes.
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return { state: 'refused', reply: message, topic: 'message' };
  return outcomeOf({ command, code: responseCode || undefined, text: response ?? message, bodyHasLeft });
}

export const hangUp = ({ connection }: Line): Promise<void> =>
  new Promise((closed) => {
    const soon = setTimeout(closed, 1000);
    connection.once('end', () => {
      clearTimeout(soon);
      closed();
    });
    connection.quit();
  });
