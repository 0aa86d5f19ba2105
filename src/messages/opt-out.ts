import { getPurpose, listConsents, optOut, recordConsent } from '../consents/consents.ts';
import type { ConsentAnswer } from '../consents/contract.ts';
import { byChannelLabel } from '../consents/labels.ts';
import { contactsDb } from '../contacts/tables.ts';
import type { Entrance } from '../platform/routes.ts';
import type { Scope } from '../platform/scope.ts';
import type { Seal } from '../platform/seal.ts';
import { letterheadOf } from './letterhead.ts';
import { type Subscription, subscriptionIn } from './subscription.ts';

/** What the page of a link may show: no name, and no more than a glimpse of the address (trust M-15). */
export interface SubscriptionView {
  townHall: { name: string; address: string };
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
    const view = await viewOf(scope, subscription);
    if (view) await act?.(scope, subscription, view);
    return view;
  });
}

export const stop: Act = (scope, { contactId, purposeId, channel }, view) =>
  optOut(scope, { contactId, purposeId, channel, method: 'one_click', wording: buttonWords.stop(view) });

export const resume: Act = async (scope, { contactId, purposeId, channel }, view) => {
  const answer = { answer: 'granted', method: 'web', wording: buttonWords.resume(view) } as const;
  await recordConsent(scope, { contactId, purposeId, channel, ...answer });
};

async function viewOf(scope: Scope, { contactId, purposeId, channel }: Subscription): Promise<SubscriptionView | undefined> {
  const contact = await contactsDb(scope).selectFrom('contacts').select('email').where('id', '=', contactId).executeTakeFirst();
  if (!contact) return undefined;
  const { name: purposeName } = await getPurpose(scope, purposeId);
  const rows = await listConsents(scope, contactId);
  const cell = rows.find((row) => row.purposeId === purposeId)?.cells.find((one) => one.channel === channel);
  return {
    townHall: await letterheadOf(scope),
    purposeName,
    byChannel: byChannelLabel[channel],
    glimpse: contact.email?.replace(/^(.)[^@]*/, '$1•••') ?? '',
    answer: cell?.answer ?? null,
  };
}
