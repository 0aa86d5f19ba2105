import { sql } from 'kysely';
import { z } from 'zod';
import { getPurpose, leftOutBecause } from '../consents/consents.ts';
import { getContact } from '../contacts/contacts.ts';
import { fullName } from '../contacts/labels.ts';
import type { Addressee } from '../messages/contract.ts';
import { type Outside, prepareLetter, writeExample, writeTrial } from '../messages/messages.ts';
import type { Download } from '../platform/contract.ts';
import { id } from '../platform/contract.ts';
import { cursorAt, readCursor } from '../platform/cursor.ts';
import { newId } from '../platform/ids.ts';
import { conflict } from '../platform/problem.ts';
import type { Scope, Transact } from '../platform/scope.ts';
import { contactsIn, getSegment } from '../segments/segments.ts';
import { campaignRow, noPurpose } from './campaigns.ts';
import type { CampaignReach } from './contract.ts';
import { campaignsDb } from './tables.ts';

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
  return { total: leftOut.reduce((sum, { count }) => sum + count, willReceive), willReceive, leftOut };
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
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ contactId, leftOut, ...person }) => ({ contactId, name: fullName(person), leftOut })),
    nextCursor: last ? cursorAt([last.sortName, last.contactId]) : null,
  };
}

async function audienceOf(scope: Scope, campaignId: string) {
  const { segmentId, purposeId } = await campaignRow(scope, campaignId);
  if (!segmentId || !purposeId)
    throw conflict('campaign.audience_unknown', 'Choisissez d’abord à qui vous écrivez, et à quoi sert ce message.');
  const { rule } = await getSegment(scope, segmentId);
  return { chosen: contactsIn(scope, rule), barrier: leftOutBecause(scope, { purposeId, channel: 'email' }) };
}

type Seen = Outside & { contactId: string };

export async function previewCampaign(scope: Scope, campaignId: string, { contactId, publicUrl }: Seen) {
  const person = await getContact(scope, contactId);
  const stationery = await stationeryOf(scope, campaignId);
  return { contactId, name: fullName(person), sender: stationery.head.name, ...writeExample(stationery, person, publicUrl) };
}

export async function showPreview(scope: Scope, campaignId: string, seen: Seen): Promise<Download> {
  const { html } = await previewCampaign(scope, campaignId, seen);
  return { fileName: 'lettre.html', mediaType: 'text/html; charset=utf-8', content: html, isShown: true };
}

type Trial = Outside & { email: string; contactId: string | null };

/** One message to whoever asks for it, out of the ledger. */
export async function sendTrial(transact: Transact, campaignId: string, { email, contactId, publicUrl, deliver }: Trial) {
  const { mail, townHallId } = await transact(async (scope) => {
    const stationery = await stationeryOf(scope, campaignId);
    const person = contactId ? await getContact(scope, contactId) : nobodyInParticular;
    return { mail: writeTrial(stationery, publicUrl, { person, email }), townHallId: scope.townHallId };
  });
  return deliver(townHallId, mail);
}

/** Someone of whom nothing is known: each variable shows its other words. */
const nobodyInParticular: Addressee = {
  id: newId(),
  kind: 'person',
  honorific: null,
  firstName: '',
  lastName: '',
  municipality: '',
};

async function stationeryOf(scope: Scope, campaignId: string) {
  const { subject, body, purposeId } = await campaignRow(scope, campaignId);
  const purpose = purposeId ? await getPurpose(scope, purposeId) : noPurpose;
  return prepareLetter(scope, { subject, body }, purpose);
}
