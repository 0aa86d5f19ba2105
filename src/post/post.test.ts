import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { type Fault, type OpenSink, openSmtpSink } from '../../test/sinks/smtp-sink.ts';
import { story, type Town } from '../../test/town.ts';
import { filesUnder } from '../platform/files.ts';
import type { Mail, Outcome } from './contract.ts';
import { clearTrialMailbox, listTrialMessages, openPost, openTrialMessage, showTrialMessage } from './post.ts';

const mail = (changes: Partial<Mail> = {}): Mail => ({
  from: { name: 'Mairie de Valmeraude', address: 'mairie@valmeraude.example' },
  to: { name: 'Léa Martin', address: 'lea.martin@exemple.example' },
  subject: 'L’été à Valmeraude',
  text: 'Bonjour,\n\nvoici l’été.',
  html: '<!doctype html><html lang="fr"><title>L’été</title><p>Voici l’été.</p></html>',
  headers: { 'List-Id': '<vie.valmeraude.example>' },
  messageId: '<un@valmeraude.example>',
  sentAt: '2026-06-01T08:00:00.000Z',
  relay: null,
  ...changes,
});

const to = (address: string) => mail({ to: { name: '', address } });

const unused = {
  files: filesUnder(tmpdir()),
  transactAt: () => async () => {
    throw new Error('nothing is kept when a relay is set');
  },
};

/** What it does of a message, by what stands before the @ of its recipient. */
const tempers: Record<string, Fault[]> = {
  'inconnu@sink.example': [{ at: 'rcpt', reply: '550 5.1.1 <inconnu@sink.example> no such mailbox' }],
  'plus-tard@sink.example': [{ at: 'rcpt', reply: '451 4.7.1 greylisted' }],
  'trop-lourd@sink.example': [{ at: 'dot', reply: '552 5.3.4 message too big' }],
  'raccroche@sink.example': [{ at: 'dot', hangUp: 'reset', keeps: true }],
};

async function withSink<T>(play: (deliver: (mail: Mail) => Promise<Outcome>, sink: OpenSink) => Promise<T>) {
  const sink = await openSmtpSink({ faults: tempers });
  const post = await openPost({ smtpUrl: sink.url, ...unused });
  try {
    return await play((one) => post.deliver(1, one), sink);
  } finally {
    await post.close();
    await sink.close();
  }
}

test('a message arrives as it was written', () =>
  withSink(async (deliver, { kept }) => {
    expect(await deliver(mail())).toMatchObject({ state: 'delivered' });
    expect(await simpleParser(Buffer.from(kept[0]?.raw ?? '', 'latin1'))).toMatchObject({
      subject: 'L’été à Valmeraude',
      messageId: '<un@valmeraude.example>',
      text: 'Bonjour,\n\nvoici l’été.',
      html: mail().html,
    });
    expect(kept[0]?.raw).toMatch(/^Date: Mon, 01 Jun 2026 08:00:00 \+0000\r$/m);
  }));

test.each([
  ['an unknown mailbox is refused for good', 'inconnu@sink.example', 'refused'],
  ['a greylisted one is for later', 'plus-tard@sink.example', 'deferred'],
  ['a message too big is refused for good', 'trop-lourd@sink.example', 'refused'],
  ['a relay that hangs up with the whole message leaves it uncertain', 'raccroche@sink.example', 'uncertain'],
  ['an address that is none is refused without asking', 'pas une adresse', 'refused'],
])('%s', (_what, address, state) =>
  withSink(async (deliver, { kept }) => {
    const outcome = await deliver(to(address));
    expect(outcome.state).toBe(state);
    expect(outcome.reply).not.toContain('@');
    expect((await deliver(mail())).state).toBe('delivered');
    expect(kept.at(-1)?.recipient).toBe('lea.martin@exemple.example');
  }),
);

test('a relay that does not answer is for later', async () => {
  const sink = await openSmtpSink();
  await sink.close();
  const post = await openPost({ smtpUrl: sink.url, ...unused });
  expect(await post.deliver(1, mail())).toMatchObject({ state: 'deferred', topic: 'relay' });
  await post.close();
});

const withTrialMailbox = (play: (town: Town, post: Awaited<ReturnType<typeof openPost>>, folder: string) => Promise<void>) =>
  story(async (town) => {
    const folder = await mkdtemp(join(tmpdir(), 'parvis-trial-'));
    const post = await openPost({ files: filesUnder(folder), transactAt: town.transactAt });
    try {
      await play(town, post, folder);
    } finally {
      await post.close();
      await rm(folder, { recursive: true });
    }
  });

test(
  'without a relay the trial mailbox keeps each message, and each town hall reads its own',
  withTrialMailbox(async ({ scope, transact, nextDoor, valmeraude }, post, folder) => {
    const files = filesUnder(folder);
    expect((await post.deliver(valmeraude, mail())).state).toBe('delivered');
    const { items } = await listTrialMessages(scope, { limit: 50 });
    expect(items).toMatchObject([{ subject: 'L’été à Valmeraude', recipient: 'lea.martin@exemple.example' }]);

    const messageId = items[0]?.id ?? '';
    const opened = await openTrialMessage(transact, files, messageId);
    expect(opened.text).toContain('voici l’été.');
    expect(opened.headers).toContainEqual({ name: 'List-Id', value: '<vie.valmeraude.example>' });
    expect((await showTrialMessage(transact, files, messageId)).content).toContain('Voici l’été.');

    expect((await nextDoor((theirs) => listTrialMessages(theirs, { limit: 50 }))).items).toEqual([]);
    await expect(openTrialMessage(nextDoor, files, messageId)).rejects.toMatchObject({ code: 'trial_message.missing' });

    await clearTrialMailbox(transact, files);
    expect((await listTrialMessages(scope, { limit: 50 })).items).toEqual([]);
    expect(await readdir(join(folder, String(valmeraude)))).toEqual([]);
  }),
);

test(
  'the trial mailbox is read page by page, the newest first',
  withTrialMailbox(async ({ scope, valmeraude }, post) => {
    for (const subject of ['un', 'deux', 'trois'])
      await post.deliver(valmeraude, mail({ subject, messageId: `<${subject}@x.example>` }));
    const first = await listTrialMessages(scope, { limit: 2 });
    const second = await listTrialMessages(scope, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map((one) => one.subject)).toEqual(['trois', 'deux', 'un']);
    expect(second.nextCursor).toBeNull();
  }),
);
