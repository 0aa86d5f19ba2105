import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { annulHandedProofs } from '../../consents/consents.ts';
import { changeContact, getContact, realignContact } from '../../contacts/contacts.ts';
import type { Contact, ContactChange } from '../../contacts/contract.ts';
import { setApart } from '../../contacts/duplicates/duplicates.ts';
import type { DuplicateTables } from '../../contacts/duplicates/tables.ts';
import type { Footprint } from '../../contacts/footprint.ts';
import { fullName } from '../../contacts/labels.ts';
import { recordInteraction, recountFacetsOf } from '../../interactions/interactions.ts';
import { ledgerDb } from '../../messages/ledger/tables.ts';
import { id, instant } from '../../platform/contract.ts';
import { cutPage, readCursor } from '../../platform/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { announce } from '../../platform/live/announce.ts';
import { conflict, missing, Problem, stale } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { secondsAfter } from '../../platform/time.ts';
import type { Merge, NewMerge } from './contract.ts';
import { type Changes, changesBetween, insert, putBack, remember, rewrite, type Shape, shapesOf } from './memory.ts';
import { mergesDb } from './tables.ts';

/** Every module's, in the order of the floors. */
export type Footprints = readonly Footprint[];

/** What a merge keeps to be taken back. */
interface Kept extends Changes {
  /** Proofs the record kept was handed: they are annulled when the two part. */
  proofIds: string[];
  /** Earlier merges of the record that is no more. */
  mergeIds: string[];
}

const DAYS_TO_SEPARATE = 30;

/** Summed up from exchanges, and counted again when two records part; or kept beside the memory itself. */
const counted = new Set(['interaction_facets', 'merges']);

const tablesOf = (footprints: Footprints) => [
  'contacts',
  ...footprints.flatMap(({ tables }) => tables).filter((table) => !counted.has(table)),
];

/** One record takes all that the other holds, and the other is no more; for thirty days both can be had again. */
export async function mergeContacts(scope: Scope, footprints: Footprints, asked: NewMerge): Promise<Merge> {
  const { keptId, mergedId } = asked;
  const { kept, merged } = await holdBoth(scope, asked);
  await refuseWhileWrittenTo(scope, mergedId);
  const shapes = ownedBy(await shapesOf(scope, tablesOf(footprints)));
  const contactIds = [keptId, mergedId];
  const before = await remember(scope, shapes, { contactIds });
  const [proofsBefore, mergeIds] = [await proofIdsOf(scope, keptId), await mergeIdsOf(scope, mergedId)];

  for (const footprint of footprints) await footprint.hand(scope, mergedId, keptId);
  await mergesDb(scope).deleteFrom('contacts').where('id', '=', mergedId).execute();
  const blanks = completing(kept, merged);
  const custom = { ...blanks.custom, ...asked.changes.custom };
  await changeContact(scope, keptId, { version: kept.version, changes: { ...blanks, ...asked.changes, custom } });

  const after = await remember(scope, shapes, { contactIds, known: before });
  const proofIds = (await proofIdsOf(scope, keptId)).filter((one) => !proofsBefore.includes(one));
  const memory: Kept = { ...changesBetween(shapes, before, after), proofIds, mergeIds };
  const mergeId = await keep(scope, { keptId, merged, memory });
  const note = `La fiche «\u00a0${fullName(merged)}\u00a0» a été fusionnée avec celle-ci.`;
  await recordInteraction(scope, { contactId: keptId, kind: 'note', initiative: 'town_hall', note });
  await announce(scope, 'contact', keptId);
  await announce(scope, 'duplicates', '');
  return getMerge(scope, mergeId);
}

async function keep(
  scope: Scope,
  { keptId, merged, memory }: { keptId: string; merged: Contact; memory: Kept },
): Promise<string> {
  const { now: mergedAt, actor } = scope;
  const row = { id: newId(), keptId, mergedId: merged.id, mergedName: fullName(merged), mergedAt, mergedBy: actor.name };
  await mergesDb(scope)
    .insertInto('merges')
    .values({ ...row, memory: JSON.stringify(memory) })
    .execute();
  return row.id;
}

/** Nobody writes on either meanwhile; both are as whoever compared them read them. */
async function holdBoth(scope: Scope, { keptId, keptVersion, mergedId, mergedVersion }: NewMerge) {
  await mergesDb(scope)
    .selectFrom('contacts')
    .select('id')
    .where('id', 'in', [keptId, mergedId])
    .orderBy('id')
    .forUpdate()
    .execute();
  const [kept, merged] = [await getContact(scope, keptId), await getContact(scope, mergedId)];
  if (kept.version !== keptVersion || merged.version !== mergedVersion) throw stale();
  if (kept.kind !== merged.kind) throw conflict('merge.kinds_differ', 'Une personne et une structure ne se fusionnent pas.');
  if (kept.archivedAt || merged.archivedAt) throw conflict('merge.archived', 'Restaurez d’abord la fiche archivée.');
  return { kept, merged };
}

/** A message on its way names the record it was frozen for. */
async function refuseWhileWrittenTo(scope: Scope, contactId: string): Promise<void> {
  const leaving = await ledgerDb(scope)
    .selectFrom('deliveries')
    .select('id')
    .where('contactId', '=', contactId)
    .where('state', 'in', ['waiting', 'handing_over'])
    .limit(1)
    .executeTakeFirst();
  if (leaving)
    throw conflict(
      'merge.being_written_to',
      'Une lettre est en train de partir à cette personne\u00a0: fusionnez les fiches une fois l’envoi fini.',
    );
}

/** The contact's own row is looked up by its id. */
const ownedBy = (shapes: Shape[]): Shape[] =>
  shapes.map((shape) => (shape.table === 'contacts' ? { ...shape, owners: ['id'] } : shape));

const completed = [
  'honorific',
  'firstName',
  'birthName',
  'birthDate',
  'category',
  'siret',
  'districtId',
  'email',
  'mobilePhone',
  'landlinePhone',
] as const;
const address = ['addressLine', 'addressComplement', 'place', 'postcode', 'municipality', 'country'] as const;

/** What the record kept does not know, and the other does; an address comes whole. */
export function completing(kept: Contact, merged: Contact): ContactChange {
  const isBlank = (value: unknown) => value === null || value === '';
  const natives = completed.filter((field) => isBlank(kept[field]) && !isBlank(merged[field]));
  const whole = kept.addressLine === '' && kept.municipality === '' ? address : [];
  const custom = Object.fromEntries(Object.entries(merged.custom).filter(([fieldId]) => !(fieldId in kept.custom)));
  const taken = Object.fromEntries([...natives, ...whole].map((field) => [field, merged[field]]));
  return Object.keys(custom).length > 0 ? { ...taken, custom } : taken;
}

const proofIdsOf = async (scope: Scope, contactId: string) =>
  (await mergesDb(scope).selectFrom('consentProofs').select('id').where('contactId', '=', contactId).execute()).map(
    ({ id: one }) => one,
  );

const mergeIdsOf = async (scope: Scope, contactId: string) =>
  (await mergesDb(scope).selectFrom('merges').select('id').where('keptId', '=', contactId).execute()).map(({ id: one }) => one);

/** Both records again, with what each held; what was written on the one kept since the merge stays there. */
export async function separateContacts(scope: Scope, footprints: Footprints, mergeId: string) {
  const { keptId, mergedId, mergedName, memory } = await holdMerge(scope, mergeId);
  const { before, after, proofIds, mergeIds } = JSON.parse(memory) as Kept;
  const [own, ...others] = ownedBy(await shapesOf(scope, tablesOf(footprints)));
  const isKeptUntouched = own
    ? await putRecordsBack(scope, own, { keptId, before: before['contacts'] ?? [], after: after['contacts'] ?? [] })
    : false;
  for (const shape of others) await putBack(scope, shape, { before: before[shape.table] ?? [], after: after[shape.table] ?? [] });
  await annulHandedProofs(scope, proofIds);
  await recountFacetsOf(scope, [keptId, mergedId]);
  for (const contactId of [keptId, mergedId]) await realignContact(scope, contactId);
  if (mergeIds.length > 0)
    await mergesDb(scope).updateTable('merges').set({ keptId: mergedId }).where('id', 'in', mergeIds).execute();
  await mergesDb(scope)
    .updateTable('merges')
    .set({ separatedAt: scope.now, separatedBy: scope.actor.name, memory: null })
    .where('id', '=', mergeId)
    .execute();
  await setApart(scope, { contactId: keptId, otherId: mergedId });
  const note = `La fiche «\u00a0${mergedName}\u00a0» en a été séparée.`;
  await recordInteraction(scope, { contactId: keptId, kind: 'note', initiative: 'town_hall', note });
  await announce(scope, 'contact', keptId);
  return { kept: await getContact(scope, keptId), merged: await getContact(scope, mergedId), isKeptUntouched };
}

interface Records {
  keptId: string;
  before: string[];
  after: string[];
}

/** The record that was merged comes back; the one kept is as it was, unless somebody corrected it since. */
async function putRecordsBack(scope: Scope, own: Shape, { keptId, before, after }: Records): Promise<boolean> {
  const contact = z.looseObject({ id, version: z.number() });
  const read = (row: string) => contact.parse(JSON.parse(row));
  const { version } = await getContact(scope, keptId);
  const touched = { changed_at: scope.now, changed_by: scope.actor.name };
  const isUntouched = after.some((row) => read(row).id === keptId && read(row).version === version);
  const rows = before.map(read);
  const anew = (row: z.output<typeof contact>, next: number) => JSON.stringify({ ...row, ...touched, version: next });
  if (isUntouched)
    await rewrite(
      scope,
      own,
      rows.filter((row) => row.id === keptId).map((row) => anew(row, version + 1)),
    );
  await insert(
    scope,
    own,
    rows.filter((row) => row.id !== keptId).map((row) => anew(row, row.version + 1)),
  );
  return isUntouched;
}

async function holdMerge(scope: Scope, mergeId: string) {
  const row = await mergesDb(scope).selectFrom('merges').selectAll().where('id', '=', mergeId).forUpdate().executeTakeFirst();
  if (!row) throw missing('merge.missing', 'Cette fusion n’existe pas, ou n’existe plus.');
  if (row.separatedAt) throw conflict('merge.separated_already', 'Ces deux fiches ont déjà été séparées.');
  if (row.memory === null || isTooOld(scope, row))
    throw new Problem('gone', 'merge.too_old', { message: 'Cette fusion a plus de trente jours\u00a0: elle ne s’annule plus.' });
  return { ...row, memory: row.memory };
}

const isTooOld = ({ now }: Scope, { mergedAt }: { mergedAt: string }) => mergedAt < secondsAfter(now, -DAYS_TO_SEPARATE * 86_400);

const told = (scope: Scope) =>
  mergesDb(scope)
    .selectFrom('merges')
    .innerJoin('contacts', 'contacts.id', 'merges.keptId')
    .selectAll('merges')
    .select(['firstName', 'lastName']);

type Told = Selectable<DuplicateTables['merges']> & { firstName: string; lastName: string };

const shown = (scope: Scope, { memory, separatedBy: _, firstName, lastName, ...row }: Told): Merge => ({
  ...row,
  keptName: fullName({ firstName, lastName }),
  canSeparate: memory !== null && row.separatedAt === null && !isTooOld(scope, row),
});

async function getMerge(scope: Scope, mergeId: string): Promise<Merge> {
  return shown(scope, await told(scope).where('merges.id', '=', mergeId).executeTakeFirstOrThrow());
}

export async function listMerges(scope: Scope, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const [mergedAt, lastId] = cursor === undefined ? [] : readCursor(z.tuple([instant, id]), cursor);
  const rows = await told(scope)
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(merges.merged_at, merges.id) < (${mergedAt}::timestamptz, ${lastId}::uuid)`),
    )
    .orderBy('merges.mergedAt', 'desc')
    .orderBy('merges.id', 'desc')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.mergedAt, row.id]);
  return { items: kept.map((row) => shown(scope, row)), nextCursor };
}

/** The memory holds what the records said: it goes when it can no longer serve. */
export async function forgetOldMerges(scope: Scope): Promise<void> {
  await mergesDb(scope)
    .updateTable('merges')
    .set({ memory: null })
    .where('memory', 'is not', null)
    .where('mergedAt', '<', secondsAfter(scope.now, -DAYS_TO_SEPARATE * 86_400))
    .execute();
}
