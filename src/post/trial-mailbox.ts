import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { FileStore } from '../platform/files.ts';
import { newId } from '../platform/ids.ts';
import { announce } from '../platform/live/announce.ts';
import type { Transact } from '../platform/scope.ts';
import { postDb } from './tables.ts';

/** A mail server of this process' own, for a town hall that has no relay yet: it keeps everything, and forwards nothing. */
export interface TrialMailbox {
  /** With the credentials of one town hall, known to this process only. */
  urlFor(townHallId: number): string;
  close(): Promise<void>;
}

interface Ground {
  files: FileStore;
  transactAt(townHallId: number): Transact;
}

const MAX_BYTES = 25 * 1024 * 1024;

export async function openTrialMailbox(ground: Ground): Promise<TrialMailbox> {
  const password = randomBytes(24).toString('base64url');
  const server = new SMTPServer({
    banner: 'Parvis, boite d’essai',
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    size: MAX_BYTES,
    logger: false,
    onAuth: ({ username, password: given }, _session, done) =>
      isSame(given ?? '', password) && townHallOf(username) ? done(null, { user: username ?? '' }) : done(new Error('Refused')),
    onData: (body, session, done) => {
      keep(ground, session, body).then(
        () => done(),
        () => done(Object.assign(new Error('Not kept, try again later'), { responseCode: 451 })),
      );
    },
  } satisfies SMTPServerOptions);
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    urlFor: (townHallId) => `smtp://town-hall-${townHallId}:${password}@127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

const isSame = (given: string, expected: string) =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

const townHallOf = (user: unknown): number => Number(/^town-hall-(\d+)$/.exec(String(user))?.[1] ?? 0);

/** On the disk, then in the table, and only then acknowledged. */
async function keep({ files, transactAt }: Ground, session: SMTPServerSession, body: AsyncIterable<Buffer>): Promise<void> {
  const townHallId = townHallOf(session.user);
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const message = Buffer.concat(chunks);
  const { hash } = await files.put(townHallId, [message], MAX_BYTES);
  const { subject = '' } = await simpleParser(headOf(message));
  const { mailFrom, rcptTo } = session.envelope;
  const arrived = {
    sender: mailFrom ? mailFrom.address : '',
    recipient: rcptTo.map(({ address }) => address).join(', '),
    subject,
    file: hash,
  };
  await transactAt(townHallId)(async (scope) => {
    const id = newId();
    await postDb(scope)
      .insertInto('trialMessages')
      .values({ id, receivedAt: scope.now, ...arrived })
      .execute();
    await announce(scope, 'trial_message', id);
  });
}

const headOf = (message: Buffer) => message.subarray(0, message.indexOf('\r\n\r\n') + 4);
