import { setTimeout as wait } from 'node:timers/promises';
import { getPurpose, listConsents, optOut, recordConsent } from '../../consents/consents.ts';
import type { ConsentAnswer } from '../../consents/contract.ts';
import { byChannelLabel } from '../../consents/labels.ts';
import { standingFor } from '../../contacts/duplicates/duplicates.ts';
import { contactsDb } from '../../contacts/tables.ts';
import type { Entrance } from '../../platform/routes.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { now } from '../../platform/time.ts';
import type { Place } from '../../site/layout.tsx';
import { getPlace } from '../../townhalls/townhalls.ts';
import { type Subscription, subscriptionIn } from '../subscription.ts';
import type { JournaledStop, OptOutJournal } from './journal.ts';

/** What the page of a link may show: no name, and no more than a glimpse of the address (trust M-15). */
export interface SubscriptionView {
  place: Place;
  purposeName: string;
  byChannel: string;
  glimpse: string;
  answer: ConsentAnswer | null;
}

export const buttonWords = {
  stop: ({ purposeName, byChannel }: Pick<SubscriptionView, 'purposeName' | 'byChannel'>) =>
    `Ne plus recevoir «\u00a0${purposeName}\u00a0» ${byChannel}`,
  resume: ({ purposeName, byChannel }: Pick<SubscriptionView, 'purposeName' | 'byChannel'>) =>
    `Recevoir de nouveau «\u00a0${purposeName}\u00a0» ${byChannel}`,
};

/** Undefined for a link that is none of ours, or of somebody no longer known: the same page says so. */
export type Act = (scope: Scope, subscription: Subscription, view: SubscriptionView) => Promise<void>;

export async function followLink(
  entrance: Entrance,
  seal: Seal,
  { token, act }: { token: string; act?: Act },
): Promise<SubscriptionView | undefined> {
  const subscription = subscriptionIn(seal, token);
  if (!subscription) return undefined;
  return entrance.transactAt(subscription.townHallId)(async (scope) => {
    const standing = await standingIn(scope, subscription);
    const view = await viewOf(scope, standing);
    if (view) await act?.(scope, standing, view);
    return view;
  });
}

/** A link lives as long as the letter it came in (trust M-14), whatever the record was merged into since. */
const standingIn = async (scope: Scope, subscription: Subscription): Promise<Subscription> => ({
  ...subscription,
  contactId: await standingFor(scope, subscription.contactId),
});

export const stop: Act = (scope, subscription, view) => stopAt(scope, subscription, { view, happenedAt: scope.now });

const stopAt = (
  scope: Scope,
  { contactId, purposeId, channel }: Subscription,
  { view, happenedAt }: { view: SubscriptionView; happenedAt: string },
) => optOut(scope, { contactId, purposeId, channel, method: 'one_click', wording: buttonWords.stop(view), happenedAt });

export const resume: Act = async (scope, { contactId, purposeId, channel }, view) => {
  const answer = { answer: 'granted', method: 'web', wording: buttonWords.resume(view) } as const;
  await recordConsent(scope, { contactId, purposeId, channel, ...answer });
};

/** As long as a mailbox may wait for its one-click answer (trust M-11: less than a second), the disk included. */
const PATIENCE = 700;

/**
 * Stops, and answers what the page may show. When the database does not answer, or not in time, the stop goes to the journal
 * first; it is thrown only when neither could keep it.
 */
export async function stopDurably(
  entrance: Entrance,
  { seal, optOuts }: { seal: Seal; optOuts: OptOutJournal },
  token: string,
): Promise<SubscriptionView | 'journaled' | undefined> {
  if (!subscriptionIn(seal, token)) return undefined;
  const told = await Promise.race([
    followLink(entrance, seal, { token, act: stop }).then(
      (view) => ({ view }),
      () => undefined,
    ),
    wait(PATIENCE, undefined),
  ]);
  if (told) return told.view;
  await optOuts.keep({ token, askedAt: now() });
  return 'journaled';
}

/**
 * Tells the database what the journal holds for this town hall. Called before each hand-over: nobody is written to after a stop
 * was acknowledged (trust R-12). A stop older than what the person has answered since changes nothing.
 */
export async function replayOptOuts(transact: Transact, optOuts: OptOutJournal): Promise<void> {
  const stops = await optOuts.waiting();
  if (stops.length === 0) return;
  for (const told of await transact((scope) => tellAll(scope, stops))) await optOuts.forget(told);
}

/** Whether nobody of this town hall has just been told that they would receive nothing more, which the database does not know yet. */
export async function isToldAll({ seal, townHallId }: Scope, optOuts: OptOutJournal): Promise<boolean> {
  const stops = await optOuts.waiting();
  return stops.every(({ token }) => subscriptionIn(seal, token)?.townHallId !== townHallId);
}

async function tellAll(scope: Scope, stops: readonly JournaledStop[]): Promise<JournaledStop[]> {
  const told: JournaledStop[] = [];
  for (const one of stops) {
    const subscription = subscriptionIn(scope.seal, one.token);
    if (subscription?.townHallId !== scope.townHallId) continue;
    const standing = await standingIn(scope, subscription);
    const view = await viewOf(scope, standing);
    if (view) await stopAt(scope, standing, { view, happenedAt: one.askedAt });
    told.push(one);
  }
  return told;
}

/** Looks at the journal now and then, so that what it holds reaches the database as soon as it is back. Answers how to stop looking. */
export function keepReplaying(entrance: Pick<Entrance, 'transactAt'>, optOuts: OptOutJournal, every = 2000): () => Promise<void> {
  const ending = new AbortController();
  const looking = (async () => {
    while (!ending.signal.aborted) {
      await replayEverywhere(entrance, optOuts).catch(() => undefined);
      await wait(every, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  })();
  return async () => {
    ending.abort();
    await looking;
  };
}

async function replayEverywhere({ transactAt }: Pick<Entrance, 'transactAt'>, optOuts: OptOutJournal): Promise<void> {
  const townHallIds = new Set((await optOuts.waiting()).map(({ token }) => Number.parseInt(token, 10)));
  for (const townHallId of townHallIds) await replayOptOuts(transactAt(townHallId), optOuts);
}

/** No more than a glimpse of an address: messages are forwarded, links with them (trust M-15). */
export const glimpseOf = (email: string | null): string => email?.replace(/^(.)[^@]*/, '$1•••') ?? '';

async function viewOf(scope: Scope, { contactId, purposeId, channel }: Subscription): Promise<SubscriptionView | undefined> {
  const contact = await contactsDb(scope).selectFrom('contacts').select('email').where('id', '=', contactId).executeTakeFirst();
  if (!contact) return undefined;
  const { name: purposeName } = await getPurpose(scope, purposeId);
  const rows = await listConsents(scope, contactId);
  const cell = rows.find((row) => row.purposeId === purposeId)?.cells.find((one) => one.channel === channel);
  return {
    place: await getPlace(scope),
    purposeName,
    byChannel: byChannelLabel[channel],
    glimpse: glimpseOf(contact.email),
    answer: cell?.answer ?? null,
  };
}
