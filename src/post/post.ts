import { sql } from 'kysely';
import { type ParsedMail, simpleParser } from 'mailparser';
import { z } from 'zod';
import { type Download, id, instant } from '../platform/contract.ts';
import { cursorAt, readCursor } from '../platform/cursor.ts';
import type { FileStore } from '../platform/files.ts';
import { missing } from '../platform/problem.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import type { Deliver, OpenedTrialMessage, TrialMessage } from './contract.ts';
import { openRelay, type Relay, roadOf } from './relay.ts';
import { postDb } from './tables.ts';
import { openTrialMailbox } from './trial-mailbox.ts';

export interface Post {
  deliver: Deliver;
  close(): Promise<void>;
}

interface Ground {
  /** Absent: the trial mailbox. */
  smtpUrl?: string | undefined;
  files: FileStore;
  transactAt(townHallId: number): Transact;
}

/** Opens the way out of this process. Connections are made when a first message leaves. */
export async function openPost({ smtpUrl, ...ground }: Ground): Promise<Post> {
  if (smtpUrl) {
    const relay = openRelay(roadOf(smtpUrl));
    return { deliver: (_townHallId, mail) => relay.handOver(mail), close: async () => relay.close() };
  }
  const mailbox = await openTrialMailbox(ground);
  const relays = new Map<number, Relay>();
  const relayOf = (townHallId: number) => {
    const relay = relays.get(townHallId) ?? openRelay(roadOf(mailbox.urlFor(townHallId)));
    relays.set(townHallId, relay);
    return relay;
  };
  return {
    deliver: (townHallId, mail) => relayOf(townHallId).handOver(mail),
    async close() {
      for (const relay of relays.values()) relay.close();
      await mailbox.close();
    },
  };
}

export async function listTrialMessages(scope: Scope, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const [receivedAt, lastId] = cursor === undefined ? [] : readCursor(z.tuple([instant, id]), cursor);
  const items: TrialMessage[] = await postDb(scope)
    .selectFrom('trialMessages')
    .select(['id', 'receivedAt', 'sender', 'recipient', 'subject'])
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(received_at, id) < (${receivedAt}::timestamptz, ${lastId}::uuid)`),
    )
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const last = items.length > limit ? items[limit - 1] : undefined;
  return { items: items.slice(0, limit), nextCursor: last ? cursorAt([last.receivedAt, last.id]) : null };
}

export async function openTrialMessage(transact: Transact, files: FileStore, messageId: string): Promise<OpenedTrialMessage> {
  const { row, mail } = await readTrialMessage(transact, files, messageId);
  const headers = mail.headerLines.map(({ key, line }) => ({
    name: line.slice(0, key.length),
    value: line
      .slice(key.length + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim(),
  }));
  return { ...row, headers, text: mail.text ?? '' };
}

export async function showTrialMessage(transact: Transact, files: FileStore, messageId: string): Promise<Download> {
  const { mail } = await readTrialMessage(transact, files, messageId);
  return { fileName: 'message.html', mediaType: 'text/html; charset=utf-8', content: mail.html || '', isShown: true };
}

type Read = { row: TrialMessage & { townHallId: number; file: string }; mail: ParsedMail };

async function readTrialMessage(transact: Transact, files: FileStore, messageId: string): Promise<Read> {
  const row = await transact(async (scope) => {
    const found = await postDb(scope).selectFrom('trialMessages').selectAll().where('id', '=', messageId).executeTakeFirst();
    return found && { ...found, townHallId: scope.townHallId };
  });
  if (!row) throw missing('trial_message.missing', 'Ce message n’est plus dans la boîte d’essai.');
  return { row, mail: await simpleParser(files.open(row.townHallId, row.file), { skipHtmlToText: true, skipTextToHtml: true }) };
}

export async function clearTrialMailbox(transact: Transact, files: FileStore): Promise<void> {
  const { townHallId, rows } = await transact(async (scope) => ({
    townHallId: scope.townHallId,
    rows: await postDb(scope).deleteFrom('trialMessages').returning('file').execute(),
  }));
  for (const { file } of rows) await files.forget(townHallId, file);
}
