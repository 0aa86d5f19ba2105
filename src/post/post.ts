import { sql } from 'kysely';
import { type ParsedMail, simpleParser } from 'mailparser';
import { z } from 'zod';
import { type Download, id, instant } from '../platform/contract.ts';
import { cutPage, readCursor } from '../platform/cursor.ts';
import type { FileStore } from '../platform/files.ts';
import { missing } from '../platform/problem.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import type { Deliver, Mail, OpenedTrialMessage, TrialMessage } from './contract.ts';
import type { DkimKey } from './dkim.ts';
import { openRelay, type Relay, roadOf } from './relay.ts';
import { type OpenedRelay, senderOf, unsealRelay } from './relays/relays.ts';
import { postDb } from './tables.ts';
import { openTrialMailbox } from './trial-mailbox.ts';

export interface Post {
  deliver: Deliver;
  close(): Promise<void>;
}

interface Ground {
  /** One relay for all; absent: those of each town hall, else the trial mailbox. */
  smtpUrl?: string | undefined;
  files: FileStore;
  transactAt(townHallId: number): Transact;
}

interface OpenWay {
  relay: Relay;
  keys: readonly DkimKey[];
}

/** Opens the ways out of this process. Connections are made when a first message leaves. */
export async function openPost({ smtpUrl, ...ground }: Ground): Promise<Post> {
  const common = smtpUrl ? openRelay(roadOf(smtpUrl)) : undefined;
  const mailbox = common ? undefined : await openTrialMailbox(ground);
  const ways = openWays();
  const wayOf = async (townHallId: number, asked: Mail['relay']): Promise<OpenWay> => {
    const sender = asked === undefined ? await ground.transactAt(townHallId)(senderOf) : { relay: asked };
    if (sender.relay) {
      const { id, version } = sender.relay;
      const own = await ways.find(`${townHallId} ${id}`, version, () =>
        ground.transactAt(townHallId)((scope) => unsealRelay(scope, id)),
      );
      if (own) return common ? { ...own, relay: common } : own;
    }
    if (common) return { relay: common, keys: [] };
    const trial = { road: roadOf(mailbox?.urlFor(townHallId) ?? ''), keys: [] };
    return (await ways.find(`${townHallId} trial`, 0, async () => trial)) as OpenWay;
  };
  return {
    async deliver(townHallId, mail, watch) {
      const { relay, keys } = await wayOf(townHallId, mail.relay);
      return relay.handOver(mail, keys, watch);
    },
    async close() {
      common?.close();
      ways.close();
      await mailbox?.close();
    },
  };
}

/** A relay whose settings changed finishes what it was saying. */
const LEAVE_TO_FINISH = 20 * 60_000;

/** The relays this process speaks to, each in the version last asked for. */
function openWays() {
  const known = new Map<string, { version: number; way: Promise<OpenWay | undefined> }>();
  const closeLater = async (way: Promise<OpenWay | undefined>) => {
    const relay = (await way)?.relay;
    setTimeout(() => relay?.close(), LEAVE_TO_FINISH).unref();
  };
  const open = async (load: () => Promise<OpenedRelay | undefined>): Promise<OpenWay | undefined> => {
    const opened = await load();
    return opened && { relay: openRelay(opened.road), keys: opened.keys };
  };
  return {
    find(name: string, version: number, load: () => Promise<OpenedRelay | undefined>): Promise<OpenWay | undefined> {
      const current = known.get(name);
      if (current?.version === version) return current.way;
      if (current) void closeLater(current.way);
      const way = open(load);
      known.set(name, { version, way });
      way.catch(() => known.delete(name));
      return way;
    },
    close() {
      for (const { way } of known.values()) void way.then((one) => one?.relay.close());
    },
  };
}

export async function listTrialMessages(scope: Scope, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const [receivedAt, lastId] = cursor === undefined ? [] : readCursor(z.tuple([instant, id]), cursor);
  const rows: TrialMessage[] = await postDb(scope)
    .selectFrom('trialMessages')
    .select(['id', 'receivedAt', 'sender', 'recipient', 'subject'])
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(received_at, id) < (${receivedAt}::timestamptz, ${lastId}::uuid)`),
    )
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.receivedAt, row.id]);
  return { items: kept, nextCursor };
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
