import { domainToASCII } from 'node:url';
import type { Purpose } from '../consents/contract.ts';
import type { Correspondent, Mail } from '../post/contract.ts';
import type { fillLetter } from './letter/letter.ts';
import type { Letterhead } from './letterhead.ts';

interface Envelope {
  head: Letterhead;
  purpose: Pick<Purpose, 'code'>;
  to: Correspondent;
  unsubscribeUrl: string;
  /** The same each time this very message is written (trust M-17). */
  messageId: string;
  sentAt: string;
}

/** Puts a filled letter under cover, with what RFC 2919 and RFC 8058 ask of a list. No `Auto-Submitted`: a person wrote it (RFC 3834). */
export function underCover(letter: ReturnType<typeof fillLetter>, publicUrl: string, envelope: Envelope): Mail {
  const { head, purpose, to, unsubscribeUrl, messageId, sentAt } = envelope;
  const domain = new URL(publicUrl).hostname;
  const { relay, replyTo } = head.sender;
  const from = writerOf(head, publicUrl);
  return {
    ...letter,
    ...{ from, to, relay, sentAt, messageId },
    ...(replyTo ? { replyTo } : {}),
    headers: {
      'List-Id': `<${purpose.code.replaceAll('_', '-')}.${head.slug}.${domain}>`,
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/** In the name the relay was given, else in that of the town hall. */
const writerOf = ({ sender, name, email, slug }: Letterhead, publicUrl: string): Correspondent =>
  sender.from ?? { name, address: email ?? `mairie.${slug}@${new URL(publicUrl).hostname}` };

/** Under whose name messages are called: that of whoever writes (trust M-17). */
export function messageDomainOf(head: Letterhead, publicUrl: string): string {
  const { address } = writerOf(head, publicUrl);
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1));
}
