import { type Selectable, sql, type Updateable } from 'kysely';
import { z } from 'zod';
import type { FieldUse } from '../contacts/fields/contract.ts';
import { totalsOf, totalsOfEach } from '../messages/ledger/ledger.ts';
import { type Content, emptyContent, type Fault, line, ownVariable, wordsOf } from '../messages/letter/contract.ts';
import { sentenceFor } from '../messages/letter/labels.ts';
import { faultsOf, letterFrom, readContent } from '../messages/letter/letter.ts';
import { type LetterPurpose, variablesOf } from '../messages/messages.ts';
import { id, instant } from '../platform/contract.ts';
import { cutPage, readCursor } from '../platform/cursor.ts';
import { newId } from '../platform/ids.ts';
import { announce } from '../platform/live/announce.ts';
import { conflict, invalid, missing, stale, when } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { contactsIn, getSegment } from '../segments/segments.ts';
import type { Campaign, CampaignChange, CampaignLine, CampaignState, NewCampaign, Obstacle } from './contract.ts';
import { type CampaignRow, type CampaignTables, campaignsDb } from './tables.ts';

/** Before the agent has chosen one. */
export const noPurpose: LetterPurpose = {
  ...{ id: newId(), code: 'essai', name: 'à choisir', legalBasis: 'consent' },
  ...{ disclosedTo: '', retentionMonths: 36 },
};

interface CampaignSearch {
  limit: number;
  cursor?: string | undefined;
  only?: 'missed' | 'scheduled' | undefined;
}

/** The latest changed first; of those that are to leave, the next first. */
export async function listCampaigns(scope: Scope, { limit, cursor, only }: CampaignSearch) {
  const [after, lastId] = cursor === undefined ? [] : readCursor(z.tuple([instant, id]), cursor);
  const isByHour = only === 'scheduled';
  const way = isByHour ? 'asc' : 'desc';
  const place = isByHour ? sql<string>`coalesce(campaigns.held_until, campaigns.leaves_at)` : sql<string>`campaigns.changed_at`;
  const rows = await withNames(scope)
    .select([sql<unknown>`campaigns.content -> 'subject'`.as('subject'), place.as('place')])
    .where('campaigns.archivedAt', 'is', null)
    .$if(only === 'missed', (query) => query.where(hasMissedItsHour(scope)))
    .$if(isByHour, (query) => query.where('campaigns.state', '=', 'scheduled'))
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(${place}, campaigns.id) ${isByHour ? sql`>` : sql`<`} (${after}::timestamptz, ${lastId}::uuid)`),
    )
    .orderBy(place, way)
    .orderBy('campaigns.id', way)
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.place, row.id]);
  const totals = await totalsOfEach(
    scope,
    kept.map((one) => one.id),
  );
  return {
    items: kept.map(
      ({ place: _, ...one }): CampaignLine => ({ ...one, subject: subjectInWords(one.subject), totals: totals(one.id) }),
    ),
    nextCursor,
  };
}

/** A few minutes are the time a worker takes; a poll that holds it is no fault. */
const hasMissedItsHour = ({ now }: Scope) =>
  sql<boolean>`(campaigns.missed_because <> ''
    or (campaigns.state = 'scheduled' and coalesce(campaigns.held_until, campaigns.leaves_at) < ${now}::timestamptz - interval '10 minutes'))`;

/** The first letters were plain text: their subject still is, until they are opened. */
const subjectInWords = (saved: unknown): string =>
  wordsOf(typeof saved === 'string' ? letterFrom({ subject: saved, body: '' }).subject : line.parse(saved));

export async function getCampaign(scope: Scope, campaignId: string): Promise<Campaign> {
  const row = await withNames(scope).select('campaigns.content').where('campaigns.id', '=', campaignId).executeTakeFirst();
  if (!row) throw campaignMissing();
  const content = readContent(row.content);
  const isDraft = row.state === 'draft';
  const faults = isDraft ? faultsOf(content, await variablesOf(scope)) : [];
  return {
    ...row,
    content,
    subject: wordsOf(content.subject),
    totals: await totalsOf(scope, campaignId),
    faults,
    obstacles: isDraft ? obstaclesTo(row, faults) : [],
  };
}

const campaignMissing = () => missing('campaign.missing', 'Cet envoi n’existe pas, ou n’existe plus.');

const withNames = (scope: Scope) =>
  campaignsDb(scope)
    .selectFrom('campaigns')
    .leftJoin('segments', 'segments.id', 'campaigns.segmentId')
    .leftJoin('purposes', 'purposes.id', 'campaigns.purposeId')
    .select([
      'campaigns.id',
      'campaigns.name',
      'campaigns.state',
      'campaigns.segmentId',
      'campaigns.purposeId',
      'campaigns.category',
      'campaigns.version',
      'campaigns.changedAt',
      'campaigns.launchedAt',
      'campaigns.launchedBy',
      'campaigns.finishedAt',
      'campaigns.leavesAt',
      'campaigns.heldUntil',
      'campaigns.missedBecause',
      'segments.name as segmentName',
      'purposes.name as purposeName',
      sql<string>`coalesce(campaigns.scheduled_by ->> 'name', '')`.as('scheduledBy'),
    ]);

export async function addCampaign(scope: Scope, draft: NewCampaign): Promise<Campaign> {
  const campaignId = newId();
  const { segmentId = null, purposeId = null, category = 'other', name } = draft;
  const content = JSON.stringify(contentOf(draft));
  await campaignsDb(scope)
    .insertInto('campaigns')
    .values({ id: campaignId, name, content, segmentId, purposeId, category, createdAt: scope.now, changedAt: scope.now })
    .execute()
    .catch(segmentMissing)
    .catch(purposeMissing);
  return getCampaign(scope, campaignId);
}

const contentOf = ({ content, subject = '', body = '' }: NewCampaign): Content =>
  content ?? (subject || body ? letterFrom({ subject, body }) : emptyContent);

const segmentMissing = when('campaigns_town_hall_id_segment_id_fkey', () =>
  invalid('campaign.segment_missing', 'Ce segment n’existe plus.', [
    { field: 'segmentId', message: 'Choisissez un autre segment.' },
  ]),
);
const purposeMissing = when('campaigns_town_hall_id_purpose_id_fkey', () =>
  invalid('campaign.purpose_missing', 'Cette finalité n’existe plus.', [
    { field: 'purposeId', message: 'Choisissez-en une autre.' },
  ]),
);

/** A letter that left is what people received: only a draft changes. */
export async function changeCampaign(
  scope: Scope,
  campaignId: string,
  { version, changes }: { version: number; changes: CampaignChange },
): Promise<Campaign> {
  const { content, ...others } = changes;
  const known = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  const changed = await campaignsDb(scope)
    .updateTable('campaigns')
    .set({ ...known, ...(content ? { content: JSON.stringify(content) } : {}), changedAt: scope.now, version: version + 1 })
    .where('id', '=', campaignId)
    .where('version', '=', version)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
    .catch(segmentMissing)
    .catch(purposeMissing);
  if (changed) return getCampaign(scope, campaignId);
  refuseChange(await campaignRow(scope, campaignId));
  throw stale();
}

/** A letter that left is what people received; one that has its hour is what was checked. */
export function refuseChange({ state }: Pick<CampaignRow, 'state'>): void {
  if (state === 'scheduled')
    throw conflict('campaign.scheduled', 'Cet envoi est programmé : annulez d’abord la programmation, puis changez-le.');
  if (state !== 'draft') throw alreadyLaunched();
}

export const alreadyLaunched = () =>
  conflict('campaign.already_launched', 'Cet envoi est déjà parti : commencez-en un autre pour écrire la suite.');

export async function archiveCampaign(scope: Scope, campaignId: string): Promise<void> {
  refuseChange(await takeCampaign(scope, campaignId));
  await campaignsDb(scope).updateTable('campaigns').set({ archivedAt: scope.now }).where('id', '=', campaignId).execute();
}

/** The letters, not sent yet, whose words name this field. */
export async function lettersNaming(scope: Scope, fieldId: string): Promise<FieldUse[]> {
  const rows = await campaignsDb(scope)
    .selectFrom('campaigns')
    .select(['id', 'name'])
    .where('archivedAt', 'is', null)
    .where('state', '=', 'draft')
    .where(sql<boolean>`position(${ownVariable(fieldId)}::text in content::text) > 0`)
    .orderBy(sql`folded(name)`)
    .execute();
  return rows.map((row) => ({ kind: 'message', ...row }));
}

/** Those whom each reserved passage is for, in the order of the letter's passages. */
export async function passageReaders(scope: Scope, { passages }: Content) {
  const readers: Awaited<ReturnType<typeof contactsIn>>[] = [];
  for (const { segmentId } of passages) readers.push(await contactsIn(scope, (await getSegment(scope, segmentId)).rule));
  return readers;
}

export const campaignRow = async (scope: Scope, campaignId: string): Promise<CampaignRow> =>
  asRow(await selectRow(scope, campaignId).executeTakeFirst());

/** The row, not to be moved until the end of the transaction; others may hold it so at the same time. */
export async function holdCampaign(scope: Scope, campaignId: string): Promise<Pick<CampaignRow, 'state'>> {
  const row = await campaignsDb(scope)
    .selectFrom('campaigns')
    .select('state')
    .where('id', '=', campaignId)
    .forShare()
    .executeTakeFirst();
  if (!row) throw campaignMissing();
  return row;
}

/** The row, held until the end of the transaction: two launches, or a launch and a change, come one after the other. */
export const takeCampaign = async (scope: Scope, campaignId: string): Promise<CampaignRow> =>
  asRow(await selectRow(scope, campaignId).forUpdate().executeTakeFirst());

const selectRow = (scope: Scope, campaignId: string) =>
  campaignsDb(scope).selectFrom('campaigns').selectAll().where('id', '=', campaignId);

function asRow(row: Selectable<CampaignTables['campaigns']> | undefined): CampaignRow {
  if (!row) throw campaignMissing();
  return { ...row, content: readContent(row.content) };
}

/** What may follow what. An arrow that is not here does not exist. */
const next: Record<CampaignState, readonly CampaignState[]> = {
  draft: ['scheduled', 'sending'],
  scheduled: ['scheduled', 'draft', 'sending'],
  sending: ['stopped', 'sent'],
  stopped: ['sending'],
  sent: ['sending'],
};

/** What is known of a campaign from the moment it is in a state. */
type Arrival = Partial<Updateable<CampaignTables['campaigns']>> & { state: CampaignState };

export async function moveTo(scope: Scope, { id, state: from, version }: CampaignRow, arrival: Arrival): Promise<void> {
  const { state } = arrival;
  if (!next[from].includes(state)) throw conflict('campaign.cannot_move', 'Cet envoi n’en est plus là : relisez-le.');
  // The hour is beside the letter: what a colleague approved is still this very version.
  const isSameLetter = state === 'scheduled' || state === 'draft';
  await campaignsDb(scope)
    .updateTable('campaigns')
    .set({ ...arrival, changedAt: scope.now, version: isSameLetter ? version : version + 1 })
    .where('id', '=', id)
    .execute();
  await announce(scope, 'campaign', id);
}

/** Everything that stands in the way of a launch, each with where to mend it. */
function obstaclesTo(
  { segmentId, purposeId }: Pick<CampaignRow, 'segmentId' | 'purposeId'>,
  faults: readonly Fault[],
): Obstacle[] {
  const missingParts: (Obstacle | false)[] = [
    !segmentId && { field: 'segmentId', message: 'Choisissez à qui vous écrivez.' },
    !purposeId && { field: 'purposeId', message: 'Dites à quoi sert ce message : cela décide qui peut le recevoir.' },
    ...faults
      .filter(({ isBlocking }) => isBlocking)
      .map((one): Obstacle => ({ field: one.code.startsWith('subject_') ? 'subject' : 'content', message: sentenceFor(one) })),
  ];
  return missingParts.filter((one) => one !== false);
}

export function refuseUnready(row: CampaignRow, fields: ReadonlyMap<string, string>) {
  const obstacles = obstaclesTo(row, faultsOf(row.content, fields));
  const { segmentId, purposeId } = row;
  if (obstacles.length > 0 || !segmentId || !purposeId)
    throw invalid('campaign.not_ready', 'Il manque quelque chose avant d’envoyer.', obstacles);
  return { segmentId, purposeId };
}
