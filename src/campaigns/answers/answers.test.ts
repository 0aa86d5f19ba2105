import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { postman, publicUrl, writeLetter } from '../../../test/letters.ts';
import { story, type Town } from '../../../test/town.ts';
import { interactionsDb } from '../../interactions/tables.ts';
import type { Content } from '../../messages/letter/contract.ts';
import { newId } from '../../platform/ids.ts';
import { launchCampaign } from '../launch/launch.ts';
import { sendTrial } from '../previewing.ts';
import { sendBatch } from '../sending.ts';
import { closeQuestion, questionResults } from './answers.ts';
import { answerFootprint } from './footprint.ts';

const question = {
  kind: 'question' as const,
  id: newId(),
  passageId: null,
  question: 'Faut-il ouvrir la mairie le samedi matin\u00a0?',
  answers: [{ label: 'Oui' }, { label: 'Non' }, { label: 'Sans avis' }],
  closesOn: null,
};
const content: Content = {
  version: 1,
  subject: [{ type: 'text', text: 'Votre avis' }],
  preheader: [],
  passages: [],
  blocks: [question],
};

async function ask(town: Town) {
  const { bag, outside } = postman();
  const campaign = await writeLetter(town, { content });
  await sendTrial(town.transact, campaign.id, { ...outside, email: 'nadia@valmeraude.example', contactId: town.lea.id });
  const [trial] = bag.splice(0);
  await launchCampaign(town.scope, campaign.id, campaign.version);
  await sendBatch(town.transact, { campaignId: campaign.id, lane: 0 }, outside);
  const { app } = await knock(town);
  const own = bag.find(({ to }) => to.address === town.lea.email)?.html ?? '';
  const links = [...own.matchAll(/href="([^"]*\/m\/a\/[^"]*)"/g)].map(([, url]) => (url ?? '').replace(publicUrl, ''));
  const open = (url: string, method: 'GET' | 'HEAD' = 'GET') => app.inject({ method, url });
  const confirm = (url: string, answer?: number) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: answer === undefined ? '' : `answer=${answer}`,
    });
  const told = async () =>
    (
      await interactionsDb(town.scope)
        .selectFrom('interactions')
        .select(['initiative', 'subjectLabel', 'note'])
        .where('kind', '=', 'answered')
        .where('contactId', '=', town.lea.id)
        .orderBy('id')
        .execute()
    ).map(({ initiative, subjectLabel, note }) => [initiative, subjectLabel, note]);
  return { campaign, trial, links, open, confirm, told };
}

test(
  'opening an answer’s link changes nothing; confirming it puts it on the record, once, and it can be changed',
  story(async (town) => {
    const { links, open, confirm, told } = await ask(town);
    expect(new Set(links).size).toBe(3);
    const [yes = '', no = ''] = links;
    for (const method of ['HEAD', 'GET'] as const) await open(yes, method);
    const page = await open(yes);
    expect(page.body).toContain('Rien n’est compté avant que vous confirmiez');
    expect(page.body).toMatch(/checked="" value="0"|value="0" checked=""|value="0"[^>]*checked/);
    expect(page.body).not.toMatch(/Léa|Martin|lea\.martin|<script/);
    expect(await told()).toEqual([]);

    expect((await confirm(yes, 0)).body).toContain('Merci, c’est noté');
    await confirm(yes, 0);
    expect(await told()).toEqual([['contact', 'La lettre d’été', `${question.question} Oui`]]);
    expect((await open(no)).body).toContain('Vous avez déjà répondu');
    expect((await confirm(no)).body).toContain('vous avez répondu «\u00a0Non\u00a0»');
    expect((await told()).length).toBe(2);
    expect(await answerFootprint.copyFor(town.scope, town.lea.id)).toMatchObject({
      'Réponses aux questions des lettres': [{ Question: question.question, Réponse: 'Non' }],
    });
  }),
);

test(
  'once closed a question takes no more answers, and says so',
  story(async (town) => {
    const { campaign, links, open, confirm, told } = await ask(town);
    const [yes = ''] = links;
    await closeQuestion(town.scope, campaign.id, question.id);
    expect((await open(yes)).body).toContain('Cette question est close');
    expect((await confirm(yes, 0)).body).toContain('Vous n’y aviez pas répondu');
    expect(await told()).toEqual([]);
  }),
);

test(
  'a link that was altered, a trial’s, or one of somebody forgotten answers for nobody',
  story(async (town) => {
    const { trial, links, confirm, told } = await ask(town);
    const [yes = ''] = links;
    expect(trial?.html).not.toContain('/m/a/');
    const token = yes.replace('/m/a/', '');
    for (let at = 0; at < token.length; at++) {
      const altered = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect((await confirm(`/m/a/${altered}`, 0)).statusCode).toBe(404);
    }
    const elsewhere = `/m/a/${town.valbruyere}.${token.split('.').slice(1).join('.')}`;
    expect((await confirm(elsewhere, 0)).statusCode).toBe(404);
    expect(await told()).toEqual([]);
    for (const bad of [9, -1]) await confirm(yes, bad);
    expect((await told()).length).toBe(1);
  }),
);

test(
  'an answer given by fewer than ten people is not counted out loud; a person forgotten takes theirs away',
  story(async (town) => {
    const { campaign, links, confirm } = await ask(town);
    await confirm(links[0] ?? '', 0);
    const [result] = await questionResults(town.scope, campaign.id, [question]);
    expect(result).toMatchObject({
      total: 1,
      isClosed: false,
      answers: [{ label: 'Oui', count: null }, { count: null }, { count: null }],
    });
    await answerFootprint.forget(town.scope, town.lea.id);
    expect((await questionResults(town.scope, campaign.id, [question]))[0]?.total).toBe(0);
  }),
);
