import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addressesOf, alertTo } from '../../test/crowd.ts';
import { postman, writeLetter } from '../../test/letters.ts';
import { noOptOuts } from '../../test/stage/opt-outs.ts';
import { rehearsalStage } from '../../test/stage/rehearsals.ts';
import { seal } from '../../test/stage/seal.ts';
import { ownDatabase, story, type Town } from '../../test/town.ts';
import { listUninformed } from '../contacts/contacts.ts';
import { contactsDb } from '../contacts/tables.ts';
import { kyselyOn, openPool } from '../platform/database.ts';
import { startRunner } from '../platform/runner/runner.ts';
import { systemActor } from '../platform/scope.ts';
import { foundTownHall } from '../townhalls/townhalls.ts';
import { getCampaign } from './campaigns.ts';
import { launchCampaign } from './launch/launch.ts';
import { previewCampaign } from './previewing.ts';
import { sendBatch, wakeCampaigns } from './sending.ts';
import { campaignWorkers } from './workers.ts';

const PEOPLE = 620;

test('several batches, a lost job and two workers write to each person once', () =>
  ownDatabase('sending', async ({ url, ownerUrl }) => {
    const owner = kyselyOn(openPool({ url: ownerUrl, max: 1 }));
    const { id: townHallId } = await owner
      .transaction()
      .execute((db) => foundTownHall({ db, seal }, { name: 'Valmeraude', slug: 'valmeraude', inseeCode: '99001' }));
    const stage = rehearsalStage(url);
    const transact = stage.transact(townHallId, systemActor);
    const campaign = await transact(async (scope) => {
      const { id, version } = await alertTo(scope, addressesOf(PEOPLE));
      return launchCampaign(scope, id, version);
    });
    await owner.connection().execute(async (db) => {
      await sql`set role parvis_jobs`.execute(db);
      await sql`delete from graphile_worker._private_jobs`.execute(db);
    });
    await wakeCampaigns(transact);

    const bag: string[] = [];
    const deliver = async (_townHallId: number, { to }: { to: { address: string } }) => {
      bag.push(to.address);
      return { state: 'delivered' as const, reply: '' };
    };
    const workers = campaignWorkers({ publicUrl: 'https://parvis.example', seal, optOuts: noOptOuts, deliver });
    const runners = [await startRunner({ ...stage, workers }), await startRunner({ ...stage, workers })];
    const stateNow = () => transact((scope) => getCampaign(scope, campaign.id));
    for (let look = 0; look < 200 && (await stateNow()).state !== 'sent'; look++) await wait(100);
    await Promise.all(runners.map((runner) => runner.stop()));

    expect(await stateNow()).toMatchObject({ state: 'sent', totals: { total: PEOPLE, delivered: PEOPLE } });
    expect(bag.length).toBe(PEOPLE);
    expect(new Set(bag).size).toBe(PEOPLE);
    await stage.close();
    await owner.destroy();
  }));

async function send(town: Town, { say = 'delivered', ...changes }: { say?: 'delivered' | 'refused'; body?: string } = {}) {
  const { bag, outside } = postman(say);
  const campaign = await writeLetter(town, changes);
  await launchCampaign(town.scope, campaign.id, campaign.version);
  await sendBatch(town.transact, { campaignId: campaign.id, lane: 0 }, outside);
  return new Map(bag.map((mail) => [mail.to.address, mail]));
}

test(
  'the first message tells whoever did not give their data where they come from, and them alone, once',
  story(async (town) => {
    const { scope, lea, judo } = town;
    const known = contactsDb(scope).updateTable('contacts');
    await known.set({ informBy: '2026-12-24', source: 'Fichier <de> la cantine' }).where('id', '=', lea.id).execute();
    const due = { source: 'Fichier <de> la cantine', informBy: '2026-12-24', count: 1 };
    expect(await listUninformed(scope)).toEqual([due]);

    const letter = await writeLetter(town);
    const preview = async (contactId: string) =>
      (await previewCampaign(scope, letter.id, { contactId, ...postman().outside })).text;
    expect(await preview(lea.id)).toContain('Elles viennent de\u00a0: Fichier <de> la cantine.');
    expect(await preview(judo.id)).not.toContain('viennent de');

    await send(town, { say: 'refused' });
    expect(await listUninformed(scope)).toEqual([due]);

    const first = await send(town);
    const [hers, theirs] = [first.get(lea.email ?? ''), first.get(judo.email ?? '')];
    expect(hers?.html).toContain('Elles viennent de\u00a0: Fichier &lt;de&gt; la cantine.');
    for (const words of [
      'Fichier <de> la cantine',
      'Responsable\u00a0: Mairie de Valmeraude',
      'vous opposer',
      '3\u00a0ans',
      'cnil.fr',
    ])
      expect(hers?.text).toContain(words);
    expect(`${theirs?.html}${theirs?.text}`).not.toMatch(/première fois|viennent de/);
    expect(await listUninformed(scope)).toEqual([]);

    const second = await send(town);
    expect(second.get(lea.email ?? '')?.text).not.toContain('première fois');
  }),
);

/** What is a reader's own: the link that stops, and the message's own name. */
const withoutOwn = (html: string) => html.replace(/\/m\/[ua]\/[\w.-]+/g, '');

test(
  'two readers are sent the same pictures and the same links: nothing fetched or followed says who (trust P-30, P-35)',
  story(async (town) => {
    const mails = await send(town, { body: 'Bonjour à tous. Voici [le programme](https://valmeraude.example/programme).' });
    const [hers, theirs] = [...mails.values()].map(({ html }) => withoutOwn(html));
    const fetched = (html = '') => [...html.matchAll(/(?:src|href|background|url\()=?["'(]?([^"')\s>]+)/g)].map(([, url]) => url);
    expect(fetched(hers)).toEqual(fetched(theirs));
    expect(fetched(hers).some((url) => url?.includes('/m/c/'))).toBe(true);
    expect(hers).not.toMatch(/<img|width="?1"? height="?1"?/);
  }),
);
