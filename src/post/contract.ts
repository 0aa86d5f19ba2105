import { z } from 'zod';
import { endpoint, id, instant, pageOf, paging } from '../platform/contract.ts';

export interface Correspondent {
  name: string;
  address: string;
}

/** One message to one person, ready to leave. */
export interface Mail {
  from: Correspondent;
  to: Correspondent;
  replyTo?: Correspondent;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  messageId: string;
  sentAt: string;
  /** By which of the town hall's relays; absent: the one it prefers. */
  relay?: { id: string; version: number } | null;
}

/** What a reply is about, which decides who is concerned: the person's address, the relay, the reputation of who writes. */
export const replyTopic = z.enum([
  /** That mailbox does not exist, or no more. */
  'address',
  'mailbox_full',
  /** Who writes is not trusted, or is not set up as asked: never the person's fault (trust M-07). */
  'policy',
  /** Slower, please. */
  'pace',
  /** The message itself: too large, of a kind not wanted. */
  'message',
  /** The relay refuses us, or does not answer. */
  'relay',
  'temporary',
  /** A person must read it. */
  'unknown',
]);
export type ReplyTopic = z.output<typeof replyTopic>;

/**
 * What became of a message. `refused`: for good. `deferred`: not now, it may be tried again. `uncertain`: the connection was lost
 * after the whole body left, nobody can know (RFC 1047). With what the relay said, less the addresses.
 */
export interface Outcome {
  state: 'delivered' | 'refused' | 'deferred' | 'uncertain';
  reply: string;
  /** Of what is neither delivered nor uncertain. */
  topic?: ReplyTopic;
}

/** By what messages leave, as far as their pace goes. */
export interface Way {
  relayId: string;
  hourlyLimit: number | null;
  dailyLimit: number | null;
}

/** `slow` is called when an answer is long to come. */
export interface Watch {
  slow(): void;
}

export type Deliver = (townHallId: number, mail: Mail, watch?: Watch) => Promise<Outcome>;

/** A message the trial mailbox received: it went through SMTP like any other, and left for nowhere. */
export const trialMessage = z.object({
  id,
  receivedAt: instant,
  sender: z.string(),
  recipient: z.string(),
  subject: z.string(),
});
export type TrialMessage = z.output<typeof trialMessage>;

export const openedTrialMessage = z.object({
  ...trialMessage.shape,
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string(),
});
export type OpenedTrialMessage = z.output<typeof openedTrialMessage>;

export const postApi = {
  list: endpoint('GET /trial-messages', {
    access: 'trial.read',
    summary: 'Les messages reçus par la boîte d’essai, du plus récent au plus ancien.',
    query: paging,
    reply: pageOf(trialMessage),
  }),
  show: endpoint('GET /trial-messages/:messageId', {
    access: 'trial.read',
    summary: 'Un message de la boîte d’essai : ses en-têtes et son texte.',
    transaction: 'none',
    reply: openedTrialMessage,
  }),
  showHtml: endpoint('GET /trial-messages/:messageId/html', {
    access: 'trial.read',
    summary: 'La mise en page d’un message de la boîte d’essai, rendue inerte.',
    transaction: 'none',
    isDownload: true,
  }),
  clear: endpoint('DELETE /trial-messages', {
    access: 'campaigns.write',
    summary: 'Vide la boîte d’essai.',
    transaction: 'none',
  }),
};
