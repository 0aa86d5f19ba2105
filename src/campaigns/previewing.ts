import { sql } from 'kysely';
import { z } from 'zod';
import { getPurpose, leftOutBecause } from '../consents/consents.ts';
import { getContact, originToTell } from '../contacts/contacts.ts';
import { fullName } from '../contacts/labels.ts';
import type { Addressee } from '../messages/contract.ts';
import type { Content } from '../messages/letter/contract.ts';
import { readerOf } from '../messages/letter/letter.ts';
import { type Outside, prepareLetter, writeExample, writeTrial } from '../messages/messages.ts';
import type { Download } from '../platform/contract.ts';
import { id } from '../platform/contract.ts';
import { cutPage, readCursor } from '../platform/cursor.ts';
import { newId } from '../platform/ids.ts';
import { conflict } from '../platform/problem.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import { contactsIn, getSegment } from '../segments/segments.ts';
import { campaignRow, noPurpose, passageReaders } from './campaigns.ts';
import type { CampaignReach } from './contract.ts';
import { campaignsDb } from './tables.ts';

/** How many the segment chooses today, whoever of them may be written to. */
export async function countChosen(scope: Scope, campaignId: string): Promise<number> {
  const { chosen } = await audienceOf(scope, campaignId);
  const { count } = await campaignsDb(scope)
    .selectFrom('contacts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('contacts.id', 'in', chosen)
    .executeTakeFirstOrThrow();
  return count;
}

export async function reachOf(scope: Scope, campaignId: string): Promise<CampaignReach> {
  const { chosen, barrier } = await audienceOf(scope, campaignId);
  const counts = await campaignsDb(scope)
    .selectFrom('contacts')
    .select([barrier.as('reason'), sql<number>`count(*)`.as('count')])
    .where('contacts.id', 'in', chosen)
    .groupBy('reason')
    .orderBy('count', 'desc')
    .execute();
  const leftOut = counts.flatMap(({ reason, count }) => (reason ? [{ reason, count }] : []));
  const willReceive = counts.find(({ reason }) => reason === null)?.count ?? 0;
  const total = leftOut.reduce((sum, { count }) => sum + count, willReceive);
  return { total, willReceive, leftOut, passages: await countPassages(scope, campaignId) };
}

/** Of those who will receive the letter, how many read each reserved passage. */
async function countPassages(scope: Scope, campaignId: string): Promise<CampaignReach['passages']> {
  const { content, chosen, barrier } = await audienceOf(scope, campaignId);
  const passages: CampaignReach['passages'] = [];
  for (const { id: passageId, segmentId } of content.passages) {
    const { rule, name: segmentName } = await getSegment(scope, segmentId);
    const { count } = await campaignsDb(scope)
      .selectFrom('contacts')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('contacts.id', 'in', chosen)
      .where('contacts.id', 'in', await contactsIn(scope, rule))
      .where(sql<boolean>`${barrier} is null`)
      .executeTakeFirstOrThrow();
    passages.push({ passageId, segmentName, count });
  }
  return passages;
}

interface ReadersAsked {
  who: 'will_receive' | 'left_out';
  limit: number;
  cursor?: string | undefined;
}

export async function listReaders(scope: Scope, campaignId: string, { who, limit, cursor }: ReadersAsked) {
  const { chosen, barrier } = await audienceOf(scope, campaignId);
  const [name, lastId] = cursor === undefined ? [] : readCursor(z.tuple([z.string(), id]), cursor);
  // The audience first, or the planner walks the names until it meets fifty of the chosen (design.md §6).
  const rows = await campaignsDb(scope)
    .with(
      (as) => as('readers').materialized(),
      (db) =>
        db
          .selectFrom('contacts')
          .select(['contacts.id as contactId', 'firstName', 'lastName', 'sortName', barrier.as('leftOut')])
          .where('contacts.id', 'in', chosen),
    )
    .selectFrom('readers')
    .selectAll()
    .where('leftOut', who === 'left_out' ? 'is not' : 'is', null)
    .$if(cursor !== undefined, (query) => query.where(sql<boolean>`(sort_name, contact_id) > (${name}, ${lastId}::uuid)`))
    .orderBy('sortName')
    .orderBy('contactId')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.sortName, row.contactId]);
  return {
    items: kept.map(({ contactId, leftOut, ...person }) => ({ contactId, name: fullName(person), leftOut })),
    nextCursor,
  };
}

async function audienceOf(scope: Scope, campaignId: string) {
  const { segmentId, purposeId, content } = await campaignRow(scope, campaignId);
  if (!segmentId || !purposeId)
    throw conflict('campaign.audience_unknown', 'Choisissez d’abord à qui vous écrivez, et à quoi sert ce message.');
  const { rule } = await getSegment(scope, segmentId);
  return { content, chosen: await contactsIn(scope, rule), barrier: leftOutBecause(scope, { purposeId, channel: 'email' }) };
}

type Seen = Outside & { contactId: string };

export async function previewCampaign(scope: Scope, campaignId: string, { contactId, publicUrl }: Seen) {
  const person = await getContact(scope, contactId);
  const { stationery, content } = await stationeryOf(scope, campaignId, publicUrl);
  const passages = await passagesFor(scope, content, contactId);
  const origin = await originToTell(scope, contactId);
  const example = await writeExample(stationery, publicUrl, { person, passages, origin });
  return {
    contactId,
    name: fullName(person),
    sender: stationery.head.name,
    known: readerOf(person, stationery.fields),
    ...example,
  };
}

export async function showPreview(scope: Scope, campaignId: string, seen: Seen): Promise<Download> {
  const { html } = await previewCampaign(scope, campaignId, seen);
  return { fileName: 'lettre.html', mediaType: 'text/html; charset=utf-8', content: html, isShown: true };
}

/** As it can be put on a wall: by nobody's name, with what is for everyone. */
export async function showPoster(scope: Scope, campaignId: string, { publicUrl }: Outside): Promise<Download> {
  const { stationery } = await stationeryOf(scope, campaignId, publicUrl);
  const { html } = await writeExample(stationery, publicUrl, { person: nobodyInParticular, passages: 0, origin: null });
  return { fileName: 'affiche.html', mediaType: 'text/html; charset=utf-8', content: html, isShown: true };
}

type Trial = Outside & { email: string; contactId: string | null };

/** One message to whoever asks for it, out of the ledger. */
export async function sendTrial(transact: Transact, campaignId: string, { email, contactId, publicUrl, deliver }: Trial) {
  const { mail, townHallId } = await transact(async (scope) => {
    const { stationery, content } = await stationeryOf(scope, campaignId, publicUrl);
    const person = contactId ? await getContact(scope, contactId) : nobodyInParticular;
    // Of whom nothing is known, every passage is read: what is not seen is not checked.
    const passages = contactId ? await passagesFor(scope, content, contactId) : 2 ** content.passages.length - 1;
    const origin = contactId ? await originToTell(scope, contactId) : null;
    return { mail: await writeTrial(stationery, publicUrl, { person, passages, origin, email }), townHallId: scope.townHallId };
  });
  return deliver(townHallId, mail);
}

/** Which reserved passages a person reads: bit i is the passage of rank i, as in the ledger. */
async function passagesFor(scope: Scope, content: Content, contactId: string): Promise<number> {
  const readers = await passageReaders(scope, content);
  if (readers.length === 0) return 0;
  const bits = readers.map((those, rank) => sql`case when contacts.id in ${those} then ${1 << rank}::int else 0 end`);
  const row = await campaignsDb(scope)
    .selectFrom('contacts')
    .select(sql<number>`${sql.join(bits, sql` + `)}`.as('passages'))
    .where('contacts.id', '=', contactId)
    .executeTakeFirst();
  return row?.passages ?? 0;
}

/** Someone of whom nothing is known: each variable shows its other words. */
const nobodyInParticular: Addressee = {
  id: newId(),
  kind: 'person',
  honorific: null,
  firstName: '',
  lastName: '',
  municipality: '',
  custom: {},
};

async function stationeryOf(scope: Scope, campaignId: string, publicUrl: string) {
  const { content, opposition, purposeId } = await campaignRow(scope, campaignId);
  const purpose = purposeId ? await getPurpose(scope, purposeId) : noPurpose;
  return { content, stationery: await prepareLetter(scope, { content, opposition }, { purpose, publicUrl }) };
}
