import type { Readable } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { mailDate } from '../platform/time.ts';
import type { Mail, Outcome } from './contract.ts';

/** Where messages are handed over: an SMTP server, spoken to over a few connections kept open. */
export interface Relay {
  handOver(mail: Mail): Promise<Outcome>;
  close(): void;
}

/** RFC 5321 §4.5.3.2.6: after the final dot the client waits ten minutes for the reply (trust M-26). */
const PATIENCE = 11 * 60_000;

export function openRelay(smtpUrl: string): Relay {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 10,
    maxMessages: 1000,
    // A message is tried again by the delivery ledger, which knows whether it may be.
    maxRequeues: 0,
    socketTimeout: PATIENCE,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use('stream', (sent, done) => {
    watchBody(sent.message, (sent.data as Journeyed).journey);
    done();
  });
  return {
    async handOver(mail) {
      const journey = { bodyHasLeft: false };
      const composed: Journeyed = { ...asSent(mail), journey };
      return transport
        .sendMail(composed)
        .then(({ response }): Outcome => ({ state: 'delivered', reply: withoutAddresses(response) }))
        .catch((error: RelayError) => outcomeOf(error, journey));
    },
    close: () => transport.close(),
  };
}

interface Journey {
  bodyHasLeft: boolean;
}
type Journeyed = SendMailOptions & { journey: Journey };

/** The final dot is written only once the whole body was read: a connection lost before that delivered nothing (trust R-05). */
function watchBody(message: { createReadStream(): Readable }, journey: Journey): void {
  const open = message.createReadStream.bind(message);
  message.createReadStream = () =>
    open().once('end', () => {
      journey.bodyHasLeft = true;
    });
}

const asSent = ({ from, to, replyTo, subject, text, html, headers, messageId, sentAt }: Mail): SendMailOptions => ({
  from,
  to,
  ...(replyTo ? { replyTo } : {}),
  envelope: { from: from.address, to: to.address },
  subject,
  text,
  html,
  headers,
  messageId,
  date: mailDate(sentAt),
  textEncoding: 'quoted-printable',
});

type RelayError = Error & { code?: string; command?: string; responseCode?: number; response?: string };

function outcomeOf(error: RelayError, { bodyHasLeft }: Journey): Outcome {
  const reply = withoutAddresses(error.response ?? error.message);
  const code = error.responseCode;
  if (code === undefined && bodyHasLeft) return { state: 'uncertain', reply };
  return { state: isAboutThisMessage(error) ? 'refused' : 'deferred', reply };
}

/** A relay that refuses us, our name or our password says nothing of the person (trust M-07): that is tried again. */
const isAboutThisMessage = ({ code, command = '', responseCode }: RelayError): boolean =>
  responseCode === undefined
    ? code === 'EENVELOPE' || code === 'EMESSAGE'
    : responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command);

const withoutAddresses = (reply: string): string =>
  reply
    .replace(/[^\s<>"'()]+@[^\s<>"'()]+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
