import { expect, test } from 'vitest';
import { readRelayJournal } from './relay-journal.ts';

const id = '<0193f2a1-0000-8000-a000-000000000001.1@parvis.example>';
const other = '<0193f2a1-0000-8000-a000-000000000002.1@parvis.example>';

test.each([
  [
    'Postfix put it in its queue, then delivered it',
    `Nov 24 18:00:01 mx postfix/cleanup[123]: 4XyZ12ab: message-id=${id}
Nov 24 18:00:01 mx postfix/qmgr[77]: 4XyZ12ab: from=<mairie@valmeraude.example>, size=8123, nrcpt=1 (queue active)
Nov 24 18:00:02 mx postfix/smtp[124]: 4XyZ12ab: to=<lea@exemple.example>, relay=mx.example, dsn=2.0.0, status=sent (250 ok)`,
    'arrived',
  ],
  [
    'Postfix put it in its queue, and the mailbox refused it later',
    `postfix/cleanup[123]: 4XyZ12ab: message-id=${id}\npostfix/smtp[124]: 4XyZ12ab: to=<lea@exemple.example>, dsn=5.1.1, status=bounced`,
    'arrived',
  ],
  [
    'Postfix was reading it when the line broke off',
    `Nov 24 18:00:01 mx postfix/cleanup[123]: 4XyZ12ab: message-id=${id}
Nov 24 18:00:01 mx postfix/smtpd[120]: lost connection after DATA (8000 bytes) from parvis.example`,
    'named',
  ],
  [
    'Exim took it in',
    `2026-11-24 18:00:01 1tF-0001-Ab <= mairie@valmeraude.example H=parvis P=esmtps S=8123 id=${id.slice(1, -1)}`,
    'arrived',
  ],
  ['a relay says it accepted it', `{"event":"accepted","message-id":"${id}"}`, 'arrived'],
  ['a relay says nothing but its name', `message-id ${id}`, 'named'],
  ['another one is spoken of', `{"event":"accepted","message-id":"${other}"}`, 'nothing'],
  ['what someone pasted is a shopping list', 'des œufs\n\n<script>', 'nothing'],
])('when %s', (_, extract, expected) => {
  const { arrived, named } = readRelayJournal(extract, new Set([id]));
  expect(arrived.has(id) ? 'arrived' : named.has(id) ? 'named' : 'nothing').toBe(expected);
});

test('a megabyte is read at once, whatever is in it', () => {
  const { arrived } = readRelayJournal(`${'0'.repeat(450_000)}\n${'to=<'.repeat(100_000)}\n<= ${id}`, new Set([id]));
  expect(arrived.size).toBe(0);
});
