import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { postman, publicUrl, writeLetter } from '../../test/letters.ts';
import { type Kept, openSmtpSink } from '../../test/sinks/smtp-sink.ts';
import { noOptOuts } from '../../test/stage/opt-outs.ts';
import { seal } from '../../test/stage/seal.ts';
import { story } from '../../test/town.ts';
import { contactsDb } from '../contacts/tables.ts';
import { interactionsDb } from '../interactions/tables.ts';
import { ledgerDb } from '../messages/ledger/tables.ts';
import type { Scope } from '../platform/scope.ts';
import type { Outcome } from '../post/contract.ts';
import { openPost } from '../post/post.ts';
import { addCampaign, changeCampaign, getCampaign, listCampaigns } from './campaigns.ts';
import { launchCampaign, stopCampaign } from './launch/launch.ts';
import { previewCampaign, reachOf, sendTrial } from './previewing.ts';
import { sendBatch } from './sending.ts';

const timelineOf = (scope: Scope, contactId: string) =>
  interactionsDb(scope)
    .selectFrom('interactions')
    .select(['kind', 'subjectLabel'])
    .where('contactId', '=', contactId)
    .where('kind', 'in', ['letter_received', 'letter_refused'])
    .execute();

test(
  'a letter leaves once, over SMTP, to those who agreed, and their records say so',
  story(async (town) => {
    const { scope, transact, lea, karim, judo } = town;
    const sink = await openSmtpSink();
    const post = await openPost({ smtpUrl: sink.url, files: undefined as never, transactAt: town.transactAt });
    const campaign = await writeLetter(town);
    await launchCampaign(scope, campaign.id, campaign.version);
    await sendBatch(
      transact,
      { campaignId: campaign.id, lane: 0 },
      { publicUrl, seal, optOuts: noOptOuts, deliver: post.deliver },
    );
    await sendBatch(
      transact,
      { campaignId: campaign.id, lane: 0 },
      { publicUrl, seal, optOuts: noOptOuts, deliver: post.deliver },
    );
    await post.close();
    await sink.close();

    expect(sink.kept.map(({ recipient }) => recipient).sort()).toEqual([judo.email, lea.email].sort());
    for (const message of sink.kept) await lint(message);
    expect((await parsed(sink.kept.find(({ recipient }) => recipient === lea.email))).text).toContain('Bonjour Léa.');
    expect(await timelineOf(scope, lea.id)).toEqual([{ kind: 'letter_received', subjectLabel: 'La lettre d’été' }]);
    expect(await timelineOf(scope, karim.id)).toEqual([]);
    expect(await getCampaign(scope, campaign.id)).toMatchObject({
      state: 'sent',
      launchedBy: 'Nadia Ferrand',
      totals: { total: 3, delivered: 2, skipped: 1, skippedBecause: [{ reason: 'no_address', count: 1 }] },
    });
  }),
);

const parsed = (message: Kept | undefined) => simpleParser(Buffer.from(message?.raw ?? '', 'latin1'));

/** What mailboxes ask of a list's letter (trust M-10, M-16, M-17). */
async function lint(message: Kept) {
  const { raw } = message;
  const { from, html, text } = await parsed(message);
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => [...head.matchAll(new RegExp(`^${name}: (.*)$`, 'gim'))].map(([, value]) => value);
  expect(header('list-unsubscribe')).toEqual([
    expect.stringMatching(/^<https:\/\/parvis\.valmeraude\.example\/m\/u\/\d+\.[\w-]+\.[\w-]+>$/),
  ]);
  expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
  expect(header('list-id')).toEqual(['<municipal-news.valmeraude.parvis.valmeraude.example>']);
  expect(header('message-id')).toEqual([expect.stringMatching(/^<[0-9a-f-]{36}\.\d+@parvis\.valmeraude\.example>$/)]);
  expect(header('date').length).toBe(1);
  expect(header('auto-submitted')).toEqual([]);
  expect(from?.text).toContain('Mairie de Valmeraude');
  expect(html).toContain('lang="fr"');
  expect(text).toContain('Ne plus recevoir ces messages');
  expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
}

test(
  'launching twice is one sending',
  story(async (town) => {
    const { scope, transact } = town;
    const { bag, outside } = postman();
    const campaign = await writeLetter(town);
    const [first, second] = [
      await launchCampaign(scope, campaign.id, campaign.version),
      await launchCampaign(scope, campaign.id, campaign.version),
    ];
    expect(second).toEqual(first);
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    expect(bag.length).toBe(2);
  }),
);

test(
  'a worker that dies while handing over leaves uncertain deliveries, which are not sent again',
  story(async (town) => {
    const { scope, transact } = town;
    const campaign = await writeLetter(town);
    await launchCampaign(scope, campaign.id, campaign.version);
    const dying = { publicUrl, seal, optOuts: noOptOuts, deliver: () => Promise.reject(new Error('killed here')) };
    await expect(sendBatch(transact, { campaignId: campaign.id, lane: 0 }, dying)).rejects.toThrow('killed here');
    const { bag, outside } = postman();
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    expect(await getCampaign(scope, campaign.id)).toMatchObject({
      state: 'sending',
      totals: { total: 3, underWay: 2, skipped: 1 },
    });

    await ledgerDb(scope)
      .updateTable('deliveries')
      .set({ leaseUntil: '2026-01-01T00:00:00.000Z' })
      .where('state', '=', 'handing_over')
      .execute();
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    expect(bag).toEqual([]);
    expect(await getCampaign(scope, campaign.id)).toMatchObject({
      state: 'sent',
      totals: { total: 3, uncertain: 2, skipped: 1 },
    });
  }),
);

test(
  'after « Arrêter » nothing more leaves',
  story(async (town) => {
    const { scope, transact } = town;
    const { bag, outside } = postman();
    const campaign = await writeLetter(town);
    await launchCampaign(scope, campaign.id, campaign.version);
    await stopCampaign(scope, campaign.id);
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    expect(bag).toEqual([]);
    expect(await getCampaign(scope, campaign.id)).toMatchObject({
      state: 'stopped',
      totals: { total: 3, waiting: 2, skipped: 1 },
    });
  }),
);

test(
  'what the relay puts off keeps the campaign open; what it refuses is on the record',
  story(async (town) => {
    const { scope, transact, lea, judo } = town;
    const answers: Outcome['state'][] = ['deferred', 'refused'];
    const { outside } = postman(() => answers.shift() ?? 'delivered');
    const campaign = await writeLetter(town);
    await launchCampaign(scope, campaign.id, campaign.version);
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    expect(await getCampaign(scope, campaign.id)).toMatchObject({
      state: 'sending',
      totals: { total: 3, waiting: 1, refused: 1 },
    });
    const lines = [...(await timelineOf(scope, lea.id)), ...(await timelineOf(scope, judo.id))];
    expect(lines.map(({ kind }) => kind)).toEqual(['letter_refused']);
  }),
);

test(
  'a person who joins the segment after the launch is not written to',
  story(async (town) => {
    const { scope, transact, karim } = town;
    const { bag, outside } = postman();
    const campaign = await writeLetter(town);
    await launchCampaign(scope, campaign.id, campaign.version);
    await contactsDb(scope).updateTable('contacts').set({ email: 'karim@exemple.example' }).where('id', '=', karim.id).execute();
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    expect(bag.length).toBe(2);
  }),
);

test(
  'a draft says what it lacks, and does not leave without it',
  story(async (town) => {
    const { scope } = town;
    const campaign = await addCampaign(scope, { name: 'À écrire', body: 'Bonjour {{ prenom }}' });
    expect(campaign.obstacles.map(({ field }) => field)).toEqual(['segmentId', 'purposeId', 'subject', 'content']);
    expect(campaign.faults.map(({ code }) => code)).toEqual(['subject_empty', 'fallback_missing']);
    await expect(launchCampaign(scope, campaign.id, campaign.version)).rejects.toMatchObject({ code: 'campaign.not_ready' });
    await expect(reachOf(scope, campaign.id)).rejects.toMatchObject({ code: 'campaign.audience_unknown' });
  }),
);

test(
  'only a draft changes, only in the version read, and it leaves only as it was read',
  story(async (town) => {
    const { scope } = town;
    const campaign = await writeLetter(town);
    const content = { ...campaign.content, subject: [{ type: 'text' as const, text: 'Autre objet' }] };
    const changed = await changeCampaign(scope, campaign.id, { version: campaign.version, changes: { content } });
    expect(changed).toMatchObject({ subject: 'Autre objet', name: 'La lettre d’été', version: campaign.version + 1 });
    const old = { version: campaign.version, changes: { name: 'Perdu' } };
    await expect(changeCampaign(scope, campaign.id, old)).rejects.toMatchObject({ kind: 'stale' });
    await expect(launchCampaign(scope, campaign.id, campaign.version)).rejects.toMatchObject({ kind: 'stale' });
    const { version } = await launchCampaign(scope, campaign.id, changed.version);
    await expect(changeCampaign(scope, campaign.id, { ...old, version })).rejects.toMatchObject({
      code: 'campaign.already_launched',
    });
  }),
);

test(
  'a preview and a trial show the letter as a person reads it, and count for nothing',
  story(async (town) => {
    const { scope, transact, lea } = town;
    const { bag, outside } = postman();
    const campaign = await writeLetter(town);
    const seen = await previewCampaign(scope, campaign.id, { ...outside, contactId: lea.id });
    expect(seen).toMatchObject({ name: 'Léa Martin', sender: 'Mairie de Valmeraude', subject: 'Bonjour, voici l’été' });
    expect(seen.html).toContain('Bonjour Léa.');

    await sendTrial(transact, campaign.id, { ...outside, email: 'nadia@valmeraude.example', contactId: lea.id });
    await sendTrial(transact, campaign.id, { ...outside, email: 'nadia@valmeraude.example', contactId: null });
    expect(bag.map(({ subject }) => subject)).toEqual(['[Essai] Bonjour, voici l’été', '[Essai] Bonjour, voici l’été']);
    expect(bag.map(({ text }) => /Bonjour (.*)\./.exec(text)?.[1])).toEqual(['Léa', 'à toutes et tous']);
    expect(bag[0]?.headers['List-Unsubscribe']).toBe(`<${publicUrl}/m/u/essai>`);
    expect((await getCampaign(scope, campaign.id)).totals.total).toBe(0);
    expect(await timelineOf(scope, lea.id)).toEqual([]);
  }),
);

test(
  'the list shows the latest first, page by page, and nothing of the town next door',
  story(async (town) => {
    const { scope, nextDoor } = town;
    for (const name of ['Un', 'Deux', 'Trois']) await addCampaign(scope, { name });
    const first = await listCampaigns(scope, { limit: 2 });
    const rest = await listCampaigns(scope, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['Trois', 'Deux', 'Un']);
    expect(await nextDoor((theirs) => listCampaigns(theirs, { limit: 10 }))).toEqual({ items: [], nextCursor: null });
  }),
);
