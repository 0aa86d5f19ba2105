import type { Outcome, ReplyTopic } from './contract.ts';

/** How a conversation that failed ended. */
export interface Failure {
  /** What was being said: « MAIL FROM », « RCPT TO », « DATA », or what comes before any message. */
  command: string;
  /** The reply's code; undefined when there was none. */
  code?: number | undefined;
  text: string;
  bodyHasLeft: boolean;
}

/** What a failed conversation says of the message (trust M-20): the enhanced code (RFC 3463), then the words. */
export function outcomeOf({ command, code, text, bodyHasLeft }: Failure): Outcome {
  const reply = withoutAddresses(text);
  if (code === undefined) return bodyHasLeft ? { state: 'uncertain', reply } : { state: 'deferred', reply, topic: 'relay' };
  const topic = topicOf({ command, code, text });
  return { state: code >= 500 && endsIt[topic] ? 'refused' : 'deferred', reply, topic };
}

/** Whether a refusal for good ends this message, or waits for who writes to mend something (trust M-07). */
const endsIt: Record<ReplyTopic, boolean> = {
  address: true,
  mailbox_full: true,
  message: true,
  unknown: true,
  policy: false,
  pace: false,
  relay: false,
  temporary: false,
};

type Said = Required<Pick<Failure, 'command' | 'text'>> & { code: number };

function topicOf({ command, code, text }: Said): ReplyTopic {
  // Before the recipient is named, a reply is about who connects.
  if (command !== 'RCPT TO' && command !== 'DATA') return 'relay';
  const inWords = sayings.find(([words]) => words.test(text))?.[1];
  const [, subject = '', detail = ''] = /[45]\.(\d{1,3})\.(\d{1,3})\b/.exec(text.slice(3, 40)) ?? [];
  const inCode = byDetail[`${subject}.${detail}`] ?? (vague.has(`${subject}.${detail}`) ? undefined : bySubject[subject]);
  if (code < 500) return inWords === 'pace' ? 'pace' : forNow[inCode ?? inWords ?? byVagueSubject[subject] ?? 'unknown'];
  return inCode ?? inWords ?? byVagueSubject[subject] ?? 'unknown';
}

/** A refusal for now says nothing against an address: greylisting, or a directory that does not answer. */
const forNow: Record<ReplyTopic, ReplyTopic> = {
  address: 'temporary',
  mailbox_full: 'mailbox_full',
  message: 'temporary',
  unknown: 'temporary',
  policy: 'pace',
  pace: 'pace',
  relay: 'temporary',
  temporary: 'temporary',
};

/** RFC 3463 §3, and the registry of its codes. */
const byDetail: Partial<Record<string, ReplyTopic>> = {
  '1.7': 'policy', // the sender's address, not the recipient's
  '1.8': 'policy',
  '2.2': 'mailbox_full',
  '2.3': 'message',
  '3.4': 'message',
  '7.13': 'address', // account disabled
  '7.17': 'address', // the mailbox has another owner (RFC 7293)
  '7.18': 'address',
};
const bySubject: Partial<Record<string, ReplyTopic>> = { '1': 'address', '6': 'message', '7': 'policy' };
/** Codes everyone uses for everything: the words beside them are more precise. */
const vague = new Set(['1.0', '7.0', '7.1']);
const byVagueSubject: Partial<Record<string, ReplyTopic>> = { '1': 'address', '7': 'policy' };

/** What servers say in words, the most precise first; Orange and La Poste end theirs with a number. */
const sayings: readonly (readonly [RegExp, ReplyTopic])[] = [
  [/\b(OFR|LPN)\w*_(102|103|104|109|50[13])\b/i, 'pace'],
  [/\b(OFR|LPN)\w*_(415|416|418)\b/i, 'address'],
  [/\b(OFR|LPN)\w*_\d{3}\b/i, 'policy'],
  [/relay(ing)? (access )?(denied|not permitted)|not permitted to relay|unable to relay|authentication (is )?required/i, 'relay'],
  [
    /(over|exceed\w*|dépass\w*|disk) ?(\w+ )?quota|quota (exceeded|dépassé)|(mailbox|boite|boîte|inbox|storage|stockage)\b.{0,30}\b(full|pleine?|exceeded)|out of storage/i,
    'mailbox_full',
  ],
  [/too (large|big)|size (limit|exceeds)|exceeds.{0,30}\bsize|trop (gros|volumineux)/i, 'message'],
  [
    /too (many|fast|much)|rate (limit|exceeded|that)|try again later.{0,40}limit|slow(er)? down|ralenti|trop de connexions/i,
    'pace',
  ],
  [
    /(unknown|invalid|inexistante?|no such|not a valid|inconnue?|invalide)\b.{0,30}\b(user|recipient|mailbox|account|address|destinataire|utilisateur|adresse|boite|boîte)/i,
    'address',
  ],
  [
    /(user|recipient|mailbox|account|address|destinataire|utilisateur|adresse|boite|boîte)\b.{0,60}\b(unknown|invalid\w*|does(n't| not) exist|not (be )?found|n'existe pas|inexistante?|inconnue?|disabled|inactive|désactivée?|no longer)/i,
    'address',
  ],
  [/no mailbox (here )?by that name|recipient address rejected: (access denied|user)|mailbox unavailable/i, 'address'],
  [
    /spam|bulk|black ?list|block ?list|blocked|spamhaus|reputation|dmarc|\bspf\b|dkim|unauthenticated|unsolicited|not (welcome|accepted from)|banned|policy|refuse pour raison|suspicious/i,
    'policy',
  ],
  [/virus|malware|content (rejected|not allowed)|8.?bit/i, 'message'],
];

export const withoutAddresses = (reply: string): string =>
  reply
    .replace(/[^\s<>"'()]+@[^\s<>"'()]+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
