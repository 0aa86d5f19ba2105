import { expect, test } from 'vitest';
import type { ReplyTopic } from './contract.ts';
import { outcomeOf } from './replies.ts';

/** What servers do say, with the address they name replaced. */
const said: Record<string, readonly [string, ReplyTopic][]> = {
  Postfix: [
    ['550 5.1.1 <x@exemple.fr>: Recipient address rejected: User unknown in virtual mailbox table', 'address'],
    ['550 5.1.1 <x@exemple.fr>: Recipient address rejected: exemple.fr', 'address'],
    ['554 5.7.1 <x@exemple.fr>: Relay access denied', 'relay'],
    ['454 4.7.1 <x@exemple.fr>: Relay access denied', 'temporary'],
    ['450 4.2.0 <x@exemple.fr>: Recipient address rejected: Greylisted, see postgrey', 'temporary'],
    ['451 4.3.0 <x@exemple.fr>: Temporary lookup failure', 'temporary'],
    ['452 4.3.1 Insufficient system storage', 'temporary'],
    ['552 5.3.4 Message size exceeds fixed limit', 'message'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'policy'],
    ['450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]', 'pace'],
    ['550 5.1.8 <mairie@exemple.fr>: Sender address rejected: Domain not found', 'policy'],
    ['451 4.7.1 Service unavailable - try again later', 'pace'],
    ['556 5.1.10 <x@exemple.fr>: Recipient address rejected: Domain exemple.fr does not accept mail (nullMX)', 'address'],
    ['552 5.2.2 <x@exemple.fr>: user is over quota', 'mailbox_full'],
    ['452 4.2.2 <x@exemple.fr>: Mailbox is full / Blocks limit exceeded', 'mailbox_full'],
    ['554 5.6.1 Conversion required but not allowed', 'message'],
  ],
  Dovecot: [
    ['552 5.2.2 <x@exemple.fr> Quota exceeded (mailbox for user is full)', 'mailbox_full'],
    ['452 4.2.2 <x@exemple.fr> Quota exceeded (mailbox for user is full)', 'mailbox_full'],
    ["550 5.1.1 <x@exemple.fr> User doesn't exist: x@exemple.fr", 'address'],
  ],
  Exchange: [
    ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'address'],
    ['550 5.1.1 RESOLVER.ADR.RecipNotFound; not found', 'address'],
    ['550 5.4.1 Recipient address rejected: Access denied. [PR2FRA01FT012.eop-fra01.prod.protection.outlook.com]', 'address'],
    ['554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException', 'mailbox_full'],
    ['550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient', 'message'],
    ['550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus', 'policy'],
    ['550 5.7.515 Access denied, sending domain exemple.fr does not meet the required authentication level', 'policy'],
    [
      '550 5.7.509 Access denied, sending domain exemple.fr does not pass DMARC verification and has a DMARC policy of reject',
      'policy',
    ],
    ['550 5.7.606 Access denied, banned sending IP [192.0.2.1]', 'policy'],
    ['451 4.7.500 Server busy. Please try again later from [192.0.2.1]', 'pace'],
    ['451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation', 'pace'],
    ['550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'policy'],
    ['451 4.4.62 Mail sent to the wrong Office 365 region', 'temporary'],
    ['432 4.3.2 Concurrent connections limit exceeded', 'temporary'],
    ['554 5.6.211 Invalid MIME Content: Single text value size exceeded allowed maximum', 'message'],
  ],
  Outlook: [
    ['550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)', 'address'],
    [
      "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140)",
      'policy',
    ],
    ['421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints', 'pace'],
  ],
  Gmail: [
    [
      "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address",
      'address',
    ],
    ['550-5.2.1 The email account that you tried to reach is inactive.', 'address'],
    ["552-5.2.2 The recipient's inbox is out of storage space and inactive.", 'mailbox_full'],
    ["452-4.2.2 The recipient's inbox is out of storage space.", 'mailbox_full'],
    ['550-5.7.26 Your email has been blocked because the sender is unauthenticated.', 'policy'],
    ['550-5.7.25 [192.0.2.1] The IP address sending this message does not have a PTR record setup', 'policy'],
    ['550-5.7.1 [192.0.2.1] Our system has detected that this message is likely unsolicited mail.', 'policy'],
    ['421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address', 'pace'],
    ["421-4.7.32 Your email has been rate limited because DKIM authentication didn't pass", 'pace'],
    ['450-4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages', 'pace'],
    ['552-5.7.0 This message was blocked because its content presents a potential security issue.', 'policy'],
    ["552-5.3.4 Your message exceeded Google's message size limits.", 'message'],
    ['550-5.4.5 Daily user sending limit exceeded.', 'unknown'],
    ['555-5.5.2 Syntax error, cannot decode response', 'unknown'],
  ],
  Yahoo: [
    ['554 delivery error: dd Requested mail action aborted, mailbox not found', 'address'],
    ["554 delivery error: dd This user doesn't have a yahoo.fr account (x@yahoo.fr) [0]", 'unknown'],
    ['554 30 Sorry, your message to x@yahoo.fr cannot be delivered. This mailbox is disabled (554.30).', 'address'],
    ['552 1 Requested mail action aborted, exceeded storage allocation - mailbox full', 'mailbox_full'],
    ['421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints', 'pace'],
    ["553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list", 'policy'],
  ],
  Orange: [
    ['550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416 [416]', 'address'],
    ['550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]', 'policy'],
    ['550 5.7.1 Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_519', 'policy'],
    ['421 mwinf5c12 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR004_104 [104]', 'pace'],
    ['452 4.1.1 Trop de connexions, veuillez verifier votre configuration. Too many connections. OFR_103 [103]', 'pace'],
    ['552 5.2.2 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]', 'mailbox_full'],
    ['550 5.5.0 SPF: 192.0.2.1 is not allowed to send mail. OFR_515 [515]', 'policy'],
  ],
  Free: [
    ['550 spam detected', 'policy'],
    ['550 5.2.1 This mailbox has been blocked due to inactivity', 'policy'],
    ['550 5.1.1 <x@free.fr>: Recipient address rejected: User unknown in local recipient table', 'address'],
    ['421 Too many spams from your IP (192.0.2.1), please visit postmaster.free.fr', 'pace'],
    ['451 too many errors from your ip (192.0.2.1)', 'pace'],
    ['550 User unknown', 'address'],
  ],
  SFR: [
    ['550 5.1.1 <x@sfr.fr>... User unknown', 'address'],
    ['550 5.1.1 Mailbox disabled for this recipient', 'address'],
    ['550 5.7.1 Mail appears to be unsolicited. Please forward for help. LPN105_4', 'policy'],
    ['421 4.7.0 Too many connections from your host', 'pace'],
    ['452 4.2.2 Mailbox full', 'mailbox_full'],
  ],
  'La Poste': [
    ['550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. LPN007_416', 'address'],
    ['550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510', 'policy'],
    ['450 4.7.1 Client host rejected: Service refuse. Veuillez essayer plus tard. LPN027_503', 'pace'],
    ['450 4.1.8 Emetteur invalide. Invalid Sender. LPN007_405', 'pace'],
    ['550 5.7.1 DMARC policy. LPN007_517', 'policy'],
  ],
  'relays and others': [
    ['550 relay not permitted', 'relay'],
    ['530 5.7.0 Authentication required', 'relay'],
    ['550 No such user here', 'address'],
    ['550-Unrouteable address', 'unknown'],
    ['554 Message refused', 'unknown'],
    ['550 Administrative prohibition', 'unknown'],
    ["550 La boite du destinataire n'existe pas", 'address'],
    ['552 Boîte pleine', 'mailbox_full'],
    ['451 Temporary local problem - please try later', 'temporary'],
    ['450 try again', 'temporary'],
    ['571 Message rejected: blocked for policy reasons', 'policy'],
    ['554 5.3.0 <x@exemple.fr>... Rejected', 'unknown'],
    ['550 5.0.0 Denied', 'unknown'],
  ],
};

test.each(Object.entries(said).flatMap(([who, replies]) => replies.map(([reply, topic]) => [who, reply, topic] as const)))(
  '%s says « %s »: that is about %s',
  (_who, text, topic) => {
    const code = Number(text.slice(0, 3));
    expect(outcomeOf({ command: 'RCPT TO', code, text, bodyHasLeft: false }).topic).toBe(topic);
  },
);

test('only what concerns the person or the message ends it; the rest is tried again', () => {
  const ends = (text: string) => outcomeOf({ command: 'DATA', code: Number(text.slice(0, 3)), text, bodyHasLeft: true }).state;
  expect(ends('550 5.1.1 no')).toBe('refused');
  expect(ends('552 5.2.2 full')).toBe('refused');
  expect(ends('552 5.3.4 big')).toBe('refused');
  expect(ends('554 what')).toBe('refused');
  expect(ends('550 5.7.26 unauthenticated')).toBe('deferred');
  expect(ends('550 5.7.515 denied')).toBe('deferred');
  expect(ends('452 4.2.2 full')).toBe('deferred');
  expect(ends('451 4.1.1 maybe')).toBe('deferred');
});

test.each([
  ['CONN', 554, 'relay'],
  ['EHLO', 550, 'relay'],
  ['AUTH PLAIN', 535, 'relay'],
  ['MAIL FROM', 550, 'relay'],
  ['MAIL FROM', 451, 'relay'],
  ['CONN', 421, 'relay'],
])('a refusal at %s says nothing of the person', (command, code, topic) => {
  const outcome = outcomeOf({ command, code, text: `${code} 5.1.1 no`, bodyHasLeft: false });
  expect(outcome).toMatchObject({ state: 'deferred', topic });
});

test('a connection lost is tried again, unless the whole message had left: nobody can know then', () => {
  const lost = { command: 'CONN', text: 'Connection closed' };
  expect(outcomeOf({ ...lost, bodyHasLeft: false })).toMatchObject({ state: 'deferred', topic: 'relay' });
  expect(outcomeOf({ ...lost, bodyHasLeft: true })).toMatchObject({ state: 'uncertain' });
});

test('what is kept of a reply names nobody', () => {
  const { reply } = outcomeOf({
    command: 'RCPT TO',
    code: 550,
    text: '550 5.1.1 <lea.martin@exemple.fr> unknown',
    bodyHasLeft: false,
  });
  expect(reply).toBe('550 5.1.1 <…> unknown');
});
