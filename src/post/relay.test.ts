import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { type Fault, type OpenSink, openSmtpSink, type SinkWish } from '../../test/sinks/smtp-sink.ts';
import type { Mail, Outcome } from './contract.ts';
import type { Patience } from './line.ts';
import { openRelay, type Relay, roadOf } from './relay.ts';

const mail = (to = 'lea@exemple.example', text = 'Bonjour'): Mail => ({
  from: { name: 'Mairie', address: 'mairie@valmeraude.example' },
  to: { name: 'Léa', address: to },
  subject: 'L’été',
  text,
  html: `<p>${text}</p>`,
  headers: {},
  messageId: `<${to}>`,
  sentAt: '2026-06-01T08:00:00.000Z',
});

/** Ten minutes are one second here. */
const brief: Patience = { afterBody: 1000, beforeBody: 500, inQueue: 60_000, slow: 150 };

async function withRelay(wish: SinkWish, play: (relay: Relay, sink: OpenSink) => Promise<void>) {
  const sink = await openSmtpSink(wish);
  const relay = openRelay(roadOf(sink.url), brief);
  try {
    await play(relay, sink);
  } finally {
    relay.close();
    await sink.close();
  }
}

type Expected = Outcome['state'] | `${Outcome['state']} ${NonNullable<Outcome['topic']>}`;

/** What a relay may do to us, what that means, and whether the message is there in the end (trust R-05, M-20, M-26, M-27). */
const behaviours: [string, Fault | SinkWish, Expected, 'there' | 'nowhere'][] = [
  ['greets slowly', { at: 'greeting', after: 300 }, 'delivered', 'there'],
  ['greets with 421', { at: 'greeting', reply: '421 4.3.2 too busy' }, 'deferred relay', 'nowhere'],
  ['greets with 554', { at: 'greeting', reply: '554 5.7.1 not you' }, 'deferred relay', 'nowhere'],
  ['hangs up before it greets', { at: 'greeting', hangUp: 'reset' }, 'deferred relay', 'nowhere'],
  ['knows no EHLO', { at: 'ehlo', reply: '502 5.5.1 what?' }, 'delivered', 'there'],
  ['says it knows TLS, and does not for now', { extensions: ['STARTTLS'] }, 'deferred relay', 'nowhere'],
  [
    'drops the line when TLS begins',
    { extensions: ['STARTTLS'], faults: { '*': [{ at: 'starttls', reply: '220 go', hangUp: 'close' }] } },
    'deferred relay',
    'nowhere',
  ],
  ['refuses the sender for now', { at: 'mail', reply: '451 4.3.0 later' }, 'deferred relay', 'nowhere'],
  ['refuses the sender', { at: 'mail', reply: '550 5.7.1 not you' }, 'deferred relay', 'nowhere'],
  ['closes at MAIL', { at: 'mail', reply: '421 4.3.2 bye', hangUp: 'close' }, 'deferred relay', 'nowhere'],
  ['greylists', { at: 'rcpt', reply: '450 4.2.0 greylisted' }, 'deferred temporary', 'nowhere'],
  ['knows no such mailbox', { at: 'rcpt', reply: '550 5.1.1 unknown' }, 'refused address', 'nowhere'],
  ['finds the mailbox full for good', { at: 'rcpt', reply: '552 5.2.2 full' }, 'refused mailbox_full', 'nowhere'],
  ['finds the mailbox full for now', { at: 'rcpt', reply: '452 4.2.2 full' }, 'deferred mailbox_full', 'nowhere'],
  ['does not trust who writes', { at: 'rcpt', reply: '550 5.7.26 unauthenticated' }, 'deferred policy', 'nowhere'],
  ['never answers RCPT', { at: 'rcpt', after: 60_000 }, 'deferred relay', 'nowhere'],
  ['refuses DATA for now', { at: 'data', reply: '451 4.3.0 later' }, 'deferred temporary', 'nowhere'],
  ['refuses DATA', { at: 'data', reply: '554 5.5.1 no' }, 'refused unknown', 'nowhere'],
  ['resets in the middle of the message', { at: 'body', hangUp: 'reset' }, 'deferred relay', 'nowhere'],
  ['refuses what it read', { at: 'dot', reply: '554 5.6.0 not that' }, 'refused message', 'nowhere'],
  ['refuses what it read for now', { at: 'dot', reply: '451 4.3.0 later' }, 'deferred temporary', 'nowhere'],
  ['finds it is spam', { at: 'dot', reply: '550 5.7.1 spam' }, 'deferred policy', 'nowhere'],
  ['keeps it and resets', { at: 'dot', hangUp: 'reset', keeps: true }, 'uncertain', 'there'],
  ['loses it and resets', { at: 'dot', hangUp: 'reset' }, 'uncertain', 'nowhere'],
  ['answers within the ten minutes', { at: 'dot', after: 900, keeps: true }, 'delivered', 'there'],
  ['keeps it and never answers', { at: 'dot', after: 60_000, keeps: true }, 'uncertain', 'there'],
  ['answers in ten lines', { at: 'dot', reply: `${'250-blah\n'.repeat(9)}250 2.0.0 kept`, keeps: true }, 'delivered', 'there'],
  ['answers no number', { at: 'dot', reply: 'thank you', keeps: true }, 'uncertain', 'there'],
  ['knows no letter beyond ASCII, nor anything new', { extensions: [] }, 'delivered', 'there'],
];

test.each(behaviours)('a relay that %s', (...[, wish, expected, where]) =>
  withRelay('at' in wish ? { faults: { '*': [wish] } } : wish, async (relay, { kept }) => {
    const body = expected === 'deferred relay' ? 'x'.repeat(3_000_000) : 'Bonjour';
    const { state, topic } = await relay.handOver(mail(undefined, body));
    expect(topic === undefined || expected === 'uncertain' ? state : `${state} ${topic}`).toBe(expected);
    expect(kept.length).toBe(where === 'there' ? 1 : 0);
  }),
);

test('a message lost in the middle is there once, when it is tried again', () =>
  withRelay({ faults: { '*': [{ at: 'body', hangUp: 'reset', times: 1 }] } }, async (relay, { kept }) => {
    expect((await relay.handOver(mail(undefined, 'x'.repeat(3_000_000)))).state).toBe('deferred');
    expect((await relay.handOver(mail())).state).toBe('delivered');
    expect(kept.length).toBe(1);
  }));

test('a relay that lies about pipelining is spoken to one command at a time', () =>
  withRelay({ liesAboutPipelining: true }, async (relay, { kept }) => {
    expect(await relay.handOver(mail())).toMatchObject({ state: 'deferred', topic: 'relay' });
    expect(await relay.handOver(mail())).toMatchObject({ state: 'delivered' });
    expect(kept.length).toBe(1);
  }));

test('a line the relay let go while it was idle is replaced, and the message is there once', () =>
  withRelay({}, async (relay, sink) => {
    await relay.handOver(mail('a@exemple.example'));
    sink.hangUp();
    expect((await relay.handOver(mail('b@exemple.example'))).state).toBe('delivered');
    expect(sink.kept.map(({ recipient }) => recipient)).toEqual(['a@exemple.example', 'b@exemple.example']);
  }));

test('a refusal leaves the line fit for the next message', () =>
  withRelay({ faults: { 'no@exemple.example': [{ at: 'rcpt', reply: '550 5.1.1 no' }] } }, async (relay, { kept, seen }) => {
    expect((await relay.handOver(mail('no@exemple.example'))).state).toBe('refused');
    await wait(50);
    expect((await relay.handOver(mail())).state).toBe('delivered');
    expect([kept.length, seen.connections]).toEqual([1, 1]);
  }));

test('no more than ten lines at once, eight for one domain, a hundred messages on each', () =>
  withRelay({}, async (relay, { kept, seen }) => {
    await Promise.all(Array.from({ length: 1200 }, (_, index) => relay.handOver(mail(`p${index}@exemple.example`))));
    expect(kept.length).toBe(1200);
    expect(seen.connections).toBeLessThanOrEqual(10);
    expect(seen.byDomain.get('exemple.example')?.most).toBeLessThanOrEqual(8);
    expect(seen.messagesOfOneConnection).toBeLessThanOrEqual(100);
  }));

test('a domain that keeps everyone waiting takes no line from the others, who leave at once (trust R-06)', () =>
  withRelay({ faults: { '@lent.example': [{ at: 'rcpt', after: 400 }] } }, async (relay, { kept }) => {
    const slow: string[] = [];
    const all = Array.from({ length: 200 }, (_, index) => {
      const to = `p${index}@${index % 5 === 0 ? 'lent' : 'vif'}.example`;
      return relay.handOver(mail(to), [], { slow: () => slow.push(to) });
    });
    const quick = all.filter((_, index) => index % 5 !== 0);
    await Promise.all(quick);
    expect(kept.filter(({ recipient }) => recipient.endsWith('@vif.example')).length).toBe(160);
    expect(kept.filter(({ recipient }) => recipient.endsWith('@lent.example')).length).toBeLessThan(40);
    expect((await Promise.all(all)).every(({ state }) => state === 'delivered')).toBe(true);
    expect(new Set(slow.map((to) => to.split('@')[1]))).toEqual(new Set(['lent.example']));
  }));

test('what was being said when it closes is told as it stands', () =>
  withRelay({ faults: { 'tard@exemple.example': [{ at: 'dot', after: 60_000 }] } }, async (relay) => {
    const [late] = [relay.handOver(mail('tard@exemple.example')), await wait(100)];
    relay.close();
    expect((await late)?.state).toBe('uncertain');
    expect((await relay.handOver(mail())).state).toBe('deferred');
  }));

test('a relay whose certificate nobody vouches for is told nothing in clear', async () => {
  const heard: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onData: (stream, _session, done) => {
      heard.push('a message');
      stream.resume().once('end', () => done());
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  const relay = openRelay(roadOf(`smtp://127.0.0.1:${port}`), brief);
  expect(await relay.handOver(mail())).toMatchObject({ state: 'deferred', topic: 'relay' });
  expect(heard).toEqual([]);
  relay.close();
  await new Promise<void>((closed) => server.close(() => closed()));
});
