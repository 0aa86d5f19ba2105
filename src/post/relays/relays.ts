import type { Selectable } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { conflict, missing, stale, when } from '../../platform/problem.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import { now } from '../../platform/time.ts';
import type { Correspondent, Deliver, Way } from '../contract.ts';
import type { DkimKey } from '../dkim.ts';
import type { DnsRecord, DomainAsked, Finding } from '../domains/contract.ts';
import { checkDomain, isWebmail, recordsToPublish } from '../domains/domains.ts';
import type { Lookups } from '../domains/lookups.ts';
import type { Road } from '../line.ts';
import { commonRelayId, forgetPaces } from '../pacing/pacing.ts';
import type { NewRelay, RelayChange, RelayView, WayOut } from './contract.ts';
import { makeDkimKeys, publishedKeys, selectorsOf } from './dkim-keys.ts';
import { type RelayTables, relaysDb } from './tables.ts';

type RelayRow = Selectable<RelayTables['relays']>;

const standing = (scope: Scope) => relaysDb(scope).selectFrom('relays').selectAll().where('archivedAt', 'is', null);

export async function listRelays(scope: Scope, isInstallationWide: boolean): Promise<{ wayOut: WayOut; items: RelayView[] }> {
  const rows = await standing(scope).orderBy('createdAt').orderBy('id').execute();
  return { wayOut: isInstallationWide ? 'installation' : rows.length > 0 ? 'relay' : 'trial', items: rows.map(viewOf) };
}

export const getRelay = async (scope: Scope, relayId: string): Promise<RelayView> => viewOf(await relayRow(scope, relayId));

async function relayRow(scope: Scope, relayId: string): Promise<RelayRow> {
  const row = await standing(scope).where('id', '=', relayId).executeTakeFirst();
  if (!row) throw relayMissing();
  return row;
}

const relayMissing = () => missing('relay.missing', 'Ce relais n’existe pas, ou n’existe plus.');

function viewOf(row: RelayRow): RelayView {
  const signs = [row.rsaPublishedAt && 'rsa', row.ed25519PublishedAt && 'ed25519'].filter(Boolean);
  const signing =
    signs.length === 2 ? 'both' : ((signs[0] as 'rsa' | 'ed25519' | undefined) ?? (row.dkimDomain ? 'prepared' : 'none'));
  return { ...row, hasPassword: row.sealedPassword !== null, signing, isWebmail: isWebmail(domainOf(row.senderAddress)) };
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** The first one is the one messages leave by. */
export async function addRelay(scope: Scope, { password, ...draft }: NewRelay): Promise<RelayView> {
  const isFirst = (await standing(scope).select('id').executeTakeFirst()) === undefined;
  const row = await relaysDb(scope)
    .insertInto('relays')
    .values({
      ...draft,
      ...{ id: newId(), sealedPassword: password ? scope.seal.close(password) : null, isPreferred: isFirst },
      ...{ createdAt: scope.now, changedAt: scope.now },
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(preferredMeanwhile);
  return viewOf(row);
}

const preferredMeanwhile = when('one_relay_is_preferred', () =>
  conflict('relay.preferred_meanwhile', 'Un autre relais vient d’être préféré\u00a0: relisez la liste, puis recommencez.'),
);

/** Whoever writes from another domain signs with other keys: they are to be made and published again. */
export async function changeRelay(
  scope: Scope,
  relayId: string,
  { version, changes }: { version: number; changes: RelayChange },
): Promise<RelayView> {
  const { password, ...known } = changes;
  const row = await relayRow(scope, relayId);
  const movesAway = known.senderAddress !== undefined && domainOf(known.senderAddress) !== row.dkimDomain;
  const changed = await relaysDb(scope)
    .updateTable('relays')
    .set({
      ...(known as Partial<RelayRow>),
      ...(password === undefined ? {} : { sealedPassword: password ? scope.seal.close(password) : null }),
      ...(movesAway ? noKeys : {}),
      ...{ changedAt: scope.now, version: version + 1 },
    })
    .where('id', '=', relayId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();
  if (!changed) throw stale();
  await forgetPaces(scope, relayId);
  return viewOf(changed);
}

const noKeys = {
  ...{ dkimDomain: null, dkimSelector: null, sealedRsaKey: null, sealedEd25519Key: null },
  ...{ rsaPublicKey: null, ed25519PublicKey: null, rsaPublishedAt: null, ed25519PublishedAt: null },
};

export async function preferRelay(scope: Scope, relayId: string): Promise<RelayView> {
  await relayRow(scope, relayId);
  await relaysDb(scope).updateTable('relays').set({ isPreferred: false }).where('isPreferred', '=', true).execute();
  return bump(scope, relayId, { isPreferred: true });
}

const bump = async (scope: Scope, relayId: string, changes: Partial<RelayRow>): Promise<RelayView> =>
  viewOf(
    await relaysDb(scope)
      .updateTable('relays')
      .set((row) => ({ ...changes, changedAt: scope.now, version: row('version', '+', 1) }))
      .where('id', '=', relayId)
      .returningAll()
      .executeTakeFirstOrThrow()
      .catch(preferredMeanwhile),
  );

/** Another takes its place, where there is one. */
export async function archiveRelay(scope: Scope, relayId: string): Promise<void> {
  const { isPreferred } = await relayRow(scope, relayId);
  await bump(scope, relayId, { archivedAt: scope.now, isPreferred: false });
  await forgetPaces(scope, relayId);
  const next = isPreferred && (await standing(scope).orderBy('createdAt').executeTakeFirst());
  if (next) await bump(scope, next.id, { isPreferred: true });
}

/** Keys for the sender's domain; asked again, those that are there stay. */
export async function prepareSignature(scope: Scope, relayId: string): Promise<RelayView> {
  const row = await relayRow(scope, relayId);
  if (row.dkimDomain) return viewOf(row);
  const domain = domainOf(row.senderAddress);
  if (isWebmail(domain))
    throw conflict(
      'relay.webmail_cannot_sign',
      `Seul ${domain} peut signer pour ${domain}\u00a0: donnez d’abord une adresse au nom de la commune.`,
    );
  const keys = await makeDkimKeys(scope.seal);
  return bump(scope, relayId, { ...keys, dkimDomain: domain, dkimSelector: `parvis${scope.now.slice(0, 4)}` });
}

export const domainRecords = async (scope: Scope, relayId: string): Promise<DnsRecord[]> =>
  recordsToPublish(askedOf(await relayRow(scope, relayId)));

function askedOf(row: RelayRow): DomainAsked {
  const { rsa = '', ed25519 = '' } = row.dkimSelector ? selectorsOf(row.dkimSelector) : {};
  const keys = [
    { selector: rsa, topic: 'dkim_rsa' as const, publicKey: row.rsaPublicKey },
    { selector: ed25519, topic: 'dkim_ed25519' as const, publicKey: row.ed25519PublicKey },
  ];
  return {
    domain: domainOf(row.senderAddress),
    host: row.host,
    keys: keys.flatMap(({ publicKey, ...key }) => (publicKey ? [{ ...key, publicKey }] : [])),
  };
}

/** A signature whose key is found begins; one whose key is there no more ends, or every message would bear a false one. */
export async function checkRelayDomain(transact: Transact, relayId: string, lookups: Lookups) {
  const row = await transact((scope) => relayRow(scope, relayId));
  const asked = askedOf(row);
  const findings = await checkDomain(lookups, asked);
  await transact((scope) => keepPublished(scope, row, findings));
  return { records: recordsToPublish(asked), findings };
}

async function keepPublished(scope: Scope, row: RelayRow, findings: readonly Finding[]): Promise<void> {
  const since = (topic: Finding['topic'], known: string | null) => {
    const found = findings.find((one) => one.topic === topic);
    if (!found || found.state === 'retry') return known;
    return found.state === 'good' ? (known ?? scope.now) : null;
  };
  const rsaPublishedAt = since('dkim_rsa', row.rsaPublishedAt);
  const ed25519PublishedAt = since('dkim_ed25519', row.ed25519PublishedAt);
  if (rsaPublishedAt === row.rsaPublishedAt && ed25519PublishedAt === row.ed25519PublishedAt) return;
  await bump(scope, row.id, { rsaPublishedAt, ed25519PublishedAt });
}

/** A message that says which relay it went by. A machine wrote it (RFC 3834, trust M-16). */
export async function sendRelayTrial(
  transact: Transact,
  relayId: string,
  { email, deliver }: { email: string; deliver: Deliver },
) {
  const { sender, townHallId, name } = await transact(async (scope) => {
    const row = await relayRow(scope, relayId);
    return { sender: senderIn(row), townHallId: scope.townHallId, name: row.name };
  });
  const text = `Ce message d’essai est passé par le relais «\u00a0${name}\u00a0».\n\nS’il est arrivé, vos lettres peuvent partir par le même chemin.`;
  return deliver(townHallId, {
    ...{
      from: sender.from ?? { name: '', address: '' },
      to: { name: '', address: email },
      subject: `Essai du relais «\u00a0${name}\u00a0»`,
    },
    ...{ text, html: `<!doctype html><html lang="fr"><title>Essai</title><p>${text.replace(/[<>&]/g, '')}</p></html>` },
    ...(sender.replyTo ? { replyTo: sender.replyTo } : {}),
    headers: { 'Auto-Submitted': 'auto-generated' },
    messageId: `<${newId()}.essai@${domainOf(sender.from?.address ?? '')}>`,
    sentAt: now(),
    relay: sender.relay,
  });
}

/** In whose name a town hall's messages leave, and by which relay: nothing of it is set until a relay is. */
export interface Sender {
  relay: { id: string; version: number } | null;
  from: Correspondent | null;
  replyTo: Correspondent | null;
  way: Way;
}

export async function senderOf(scope: Scope): Promise<Sender> {
  const row = await standing(scope).where('isPreferred', '=', true).executeTakeFirst();
  if (row) return senderIn(row);
  return { relay: null, from: null, replyTo: null, way: { relayId: commonRelayId, hourlyLimit: null, dailyLimit: null } };
}

const senderIn = ({ id, version, senderName: name, senderAddress, replyTo, hourlyLimit, dailyLimit }: RelayRow): Sender => ({
  relay: { id, version },
  from: { name, address: senderAddress },
  replyTo: replyTo === null ? null : { name, address: replyTo },
  way: { relayId: id, hourlyLimit, dailyLimit },
});

/** What it takes to speak to a relay, unsealed: it stays in this process' memory. */
export interface OpenedRelay {
  road: Road;
  keys: DkimKey[];
}

/** Archived or not: a letter already on its way keeps its relay. Undefined for one that never was. */
export async function unsealRelay(scope: Scope, relayId: string): Promise<OpenedRelay | undefined> {
  const row = await relaysDb(scope).selectFrom('relays').selectAll().where('id', '=', relayId).executeTakeFirst();
  if (!row) return undefined;
  const { host, port, tls, username: user, sealedPassword } = row;
  const password = sealedPassword === null ? '' : scope.seal.open(sealedPassword);
  return { road: { host, port, tls, ...(user ? { user, password } : {}) }, keys: publishedKeys(scope.seal, row) };
}
