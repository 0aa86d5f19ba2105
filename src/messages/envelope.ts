import type { Purpose } from '../consents/contract.ts';
import type { Correspondent, Mail } from '../post/contract.ts';
import type { fillLetter } from './letter/letter.ts';
import type { Letterhead } from './letterhead.ts';

interface Envelope {
  head: Letterhead;
  purpose: Pick<Purpose, 'code'>;
  to: Correspondent;
  unsubscribeUrl: string;
  /** Names this very message: the same each time it is written (trust M-17). */
  messageName: string;
  sentAt: string;
}

/** Puts a filled letter under cover, with what RFC 2919 and RFC 8058 ask of a list. No `Auto-Submitted`: a person wrote it (RFC 3834). */
export function underCover(letter: ReturnType<typeof fillLetter>, publicUrl: string, envelope: Envelope): Mail {
  const { head, purpose, to, unsubscribeUrl, messageName, sentAt } = envelope;
  const domain = new URL(publicUrl).hostname;
  return {
    ...letter,
    from: { name: head.name, address: head.email ?? `mairie.${head.slug}@${domain}` },
    to,
    headers: {
      'List-Id': `<${purpose.code.replaceAll('_', '-')}.${head.slug}.${domain}>`,
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    messageId: `<${messageName}.${head.townHallId}@${domain}>`,
    sentAt,
  };
}
