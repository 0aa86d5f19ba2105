import { sql } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { announce } from '../../platform/live/announce.ts';
import { missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { secondsAfter, secondsBetween } from '../../platform/time.ts';
import type { Outcome, Way } from '../contract.ts';
import type { Pace, PaceReason } from './contract.ts';
import { takeAllowance } from './limits.ts';
import { pacingDb } from './tables.ts';

/** The way of an installation whose relay is set for all (SMTP_URL), or that has none yet. */
export const commonRelayId = '00000000-0000-0000-0000-000000000000';

/** What is known to slow a way down, held for the transaction: nothing, most of the time. */
export interface Paces {
  way: Way;
  byDomain: Map<string, KnownPace>;
}

type KnownPace = Pick<Pace, 'id' | 'because' | 'secondsApart' | 'nextAt'>;

/** The relay itself, among the domains of its recipients. */
const RELAY = '';

export async function readPaces(scope: Scope, way: Way): Promise<Paces> {
  const rows = await pacingDb(scope)
    .selectFrom('paces')
    .select(['id', 'domain', 'because', 'secondsApart', 'nextAt'])
    .where('relayId', '=', way.relayId)
    .forUpdate()
    .execute();
  return { way, byDomain: new Map(rows.map((row) => [row.domain, row])) };
}

export interface Due {
  id: string;
  domain: string;
}

export interface Allotment {
  leaving: string[];
  /** Those whose domain is given messages one by one. */
  later: { id: string; at: string }[];
  /** Nobody at all before that: the relay's hour is full, or it does not answer. */
  notBefore: string | null;
}

/** Which of these may leave now. */
export async function allot(scope: Scope, { way, byDomain }: Paces, due: readonly Due[]): Promise<Allotment> {
  const relay = byDomain.get(RELAY);
  // A relay in trouble is given one message from time to time, to see.
  if (relay) {
    const [probe] = due;
    if (!probe || relay.nextAt > scope.now) return { leaving: [], later: [], notBefore: relay.nextAt };
    await takeTurn(scope, relay);
    return { leaving: [probe.id], later: [], notBefore: relay.nextAt };
  }
  const { leaving, later } = await sortOut(scope, byDomain, due);
  const { taken, notBefore } = await takeAllowance(scope, way, leaving.length);
  return { leaving: leaving.slice(0, taken), later, notBefore };
}

/** Further than that nothing is promised: it is looked at again. */
const HORIZON = 600;

async function sortOut(scope: Scope, byDomain: Paces['byDomain'], due: readonly Due[]) {
  const leaving: string[] = [];
  const later: Allotment['later'] = [];
  const waiting = new Map<string, number>();
  for (const { id, domain } of due) {
    const known = byDomain.get(domain);
    if (!known) leaving.push(id);
    else if (known.nextAt <= scope.now) {
      await takeTurn(scope, known);
      leaving.push(id);
    } else {
      const rank = waiting.get(domain) ?? 0;
      waiting.set(domain, rank + 1);
      const wait = secondsBetween(scope.now, known.nextAt) + rank * known.secondsApart;
      later.push({ id, at: secondsAfter(scope.now, Math.min(wait, HORIZON * (1 + Math.random()))) });
    }
  }
  return { leaving, later };
}

async function takeTurn(scope: Scope, known: KnownPace): Promise<void> {
  known.nextAt = secondsAfter(scope.now, known.secondsApart * unevenly());
  await pacingDb(scope).updateTable('paces').set({ nextAt: known.nextAt }).where('id', '=', known.id).execute();
}

/** Two workers, or two town halls, that were refused together do not come back together. */
const unevenly = () => 0.8 + Math.random() * 0.4;

/** What was heard of one message: its answer, or that it is long to come. */
export interface Heard {
  domain: string;
  outcome: Outcome | 'slow';
}

/** Remembers what relays and messageries asked for, and forgets it once they take messages again. */
export async function learn(scope: Scope, paces: Paces, heard: readonly Heard[]): Promise<void> {
  const isRelayFine = heard.some(
    ({ outcome }) => outcome !== 'slow' && outcome.topic !== 'relay' && outcome.state !== 'uncertain',
  );
  if (isRelayFine) await ease(scope, paces, RELAY);
  for (const [domain, news] of byDomain(heard)) {
    const worst = gravity.find((because) => news.some(({ outcome }) => reasonIn(outcome) === because));
    if (!worst) await ease(scope, paces, domain);
    else if (worst !== 'relay') await slowDown(scope, paces, { domain, because: worst, reply: replyIn(news, worst) });
    else if (!isRelayFine) await slowDown(scope, paces, { domain: RELAY, because: worst, reply: replyIn(news, worst) });
  }
}

/** The worst first. */
const gravity: readonly PaceReason[] = ['policy', 'pace', 'slow', 'relay'];

function byDomain(heard: readonly Heard[]): Map<string, Heard[]> {
  const grouped = new Map<string, Heard[]>();
  for (const one of heard) grouped.set(one.domain, [...(grouped.get(one.domain) ?? []), one]);
  return grouped;
}

function reasonIn(outcome: Heard['outcome']): PaceReason | undefined {
  if (outcome === 'slow') return 'slow';
  return outcome.topic === 'policy' || outcome.topic === 'pace' || outcome.topic === 'relay' ? outcome.topic : undefined;
}

const replyIn = (news: readonly Heard[], because: PaceReason): string => {
  const found = news.find(({ outcome }) => reasonIn(outcome) === because)?.outcome;
  return found === undefined || found === 'slow' ? '' : found.reply;
};

/** From the first time to the most, in seconds; each time twice as long. */
const apart: Record<PaceReason, { first: number; most: number }> = {
  slow: { first: 30, most: 300 },
  pace: { first: 10, most: 600 },
  policy: { first: 3600, most: 3600 },
  relay: { first: 30, most: 600 },
};

async function slowDown(
  scope: Scope,
  { way, byDomain }: Paces,
  { domain, because, reply }: Pick<Pace, 'domain' | 'because' | 'reply'>,
): Promise<void> {
  const known = byDomain.get(domain);
  const { first, most } = apart[because];
  const secondsApart = known ? Math.min(Math.max(known.secondsApart * 2, first), Math.max(most, known.secondsApart)) : first;
  const nextAt = secondsAfter(scope.now, secondsApart * unevenly());
  const row = { id: known?.id ?? newId(), relayId: way.relayId, domain, because, reply, secondsApart, nextAt, since: scope.now };
  await pacingDb(scope)
    .insertInto('paces')
    .values(row)
    .onConflict((taken) => taken.constraint('domain_has_one_pace').doUpdateSet({ because, reply, secondsApart, nextAt }))
    .execute();
  byDomain.set(domain, row);
  if (!known) await announce(scope, 'pace', row.id);
}

async function ease(scope: Scope, { byDomain }: Paces, domain: string): Promise<void> {
  const known = byDomain.get(domain);
  if (!known) return;
  const isTrusted = known.because === 'policy' || known.because === 'relay';
  const secondsApart = isTrusted ? 0 : Math.floor(known.secondsApart / 2);
  if (secondsApart > 0) {
    known.secondsApart = secondsApart;
    known.nextAt = scope.now;
    await pacingDb(scope).updateTable('paces').set({ secondsApart, nextAt: scope.now }).where('id', '=', known.id).execute();
    return;
  }
  byDomain.delete(domain);
  await pacingDb(scope).deleteFrom('paces').where('id', '=', known.id).execute();
  await announce(scope, 'pace', known.id);
}

export const listPaces = (scope: Scope): Promise<Pace[]> =>
  pacingDb(scope)
    .selectFrom('paces')
    .leftJoin('relays', 'relays.id', 'paces.relayId')
    .select(['paces.id', 'relays.name as relayName', 'domain', 'because', 'reply', 'secondsApart', 'nextAt', 'since'])
    .orderBy(sql`array_position(array['relay', 'policy', 'pace', 'slow'], because)`)
    .orderBy('since')
    .execute();

/** An agent has mended what was in the way: full speed at once. */
export async function endPace(scope: Scope, paceId: string): Promise<void> {
  const ended = await pacingDb(scope).deleteFrom('paces').where('id', '=', paceId).returning('id').executeTakeFirst();
  if (!ended) throw missing('pace.missing', 'Cet envoi n’est plus ralenti.');
  await announce(scope, 'pace', paceId);
}

/** A relay whose settings changed is another one. */
export async function forgetPaces(scope: Scope, relayId: string): Promise<void> {
  await pacingDb(scope).deleteFrom('paces').where('relayId', '=', relayId).execute();
}
