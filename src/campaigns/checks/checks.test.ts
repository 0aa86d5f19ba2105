import { expect, test } from 'vitest';
import { writeLetter } from '../../../test/letters.ts';
import { story, type Town } from '../../../test/town.ts';
import { recordInteractions } from '../../interactions/interactions.ts';
import type { RichText } from '../../messages/letter/contract.ts';
import { newId } from '../../platform/ids.ts';
import type { Scope } from '../../platform/scope.ts';
import { addTeamMember } from '../../team/team.ts';
import { changeCampaign } from '../campaigns.ts';
import { launchCampaign } from '../launch/launch.ts';
import { answerNeutrality, checksOf, exemptOpposition, explainUrgency, writeOpposition } from './checks.ts';
import { answerReview, askReview, listAwaitedReviews, listReviewers } from './reviews.ts';

/** Within the window of the elections of March 2028, which binds. */
const inWindow = '2028-01-10T09:00:00.000Z';
const answers = { existedBefore: true, sameRhythm: true, sameForm: true, isNeutral: true, note: '' };
const at = (scope: Scope, now: string): Scope => ({ ...scope, now });
const codeOf = (launch: Promise<unknown>) =>
  launch.then(
    () => 'left',
    (problem: { code: string; status: number }) => `${problem.status} ${problem.code}`,
  );

const claire = async ({ scope, transactAt, valmeraude }: Town) => {
  const { id } = await addTeamMember(scope, {
    email: 'claire@exemple.example',
    firstName: 'Claire',
    lastName: 'Montrevel',
    role: 'editor',
  });
  return { id, transact: transactAt(valmeraude, { kind: 'team_member', id, name: 'Claire Montrevel' }) };
};

test(
  'inside a window that binds a letter to everyone waits for the checklist, then for a second agent; outside, for neither',
  story(async (town) => {
    const { scope } = town;
    const campaign = await writeLetter(town);
    const launch = (now: string) => codeOf(launchCampaign(at(scope, now), campaign.id, campaign.version));
    expect(await launch(inWindow)).toBe('409 campaign.neutrality_missing');
    await answerNeutrality(at(scope, inWindow), campaign.id, answers);
    expect(await launch(inWindow)).toBe('409 campaign.second_approval_missing');
    const second = await claire(town);
    await askReview(scope, campaign.id, second.id);
    const [asked] = await second.transact((theirs) => listAwaitedReviews(theirs));
    expect(asked).toMatchObject({ campaignName: 'La lettre d’été', askedBy: 'Nadia Ferrand' });
    const approval = { reviewId: asked?.id ?? '', answer: 'approved', comment: '' } as const;
    await expect(answerReview(scope, campaign.id, approval)).rejects.toMatchObject({ code: 'review.not_yours' });
    await second.transact((theirs) => answerReview(theirs, campaign.id, approval));
    expect((await checksOf(at(scope, inWindow), campaign.id, 'https://x.example')).isApproved).toBe(true);
    expect(await launch(inWindow)).toBe('left');
  }),
);

test(
  'a letter says how many of its readers have already received much',
  story(async (town) => {
    const { scope, lea } = town;
    const { id } = await writeLetter(town);
    const solicited = async () => (await checksOf(scope, id, 'https://x.example')).solicited;
    expect(await solicited()).toEqual({ count: 0, from: 4 });
    const letter = { contactId: lea.id, kind: 'letter_received', initiative: 'town_hall' } as const;
    await recordInteractions(scope, [letter, letter, letter, letter]);
    expect(await solicited()).toEqual({ count: 1, from: 4 });
  }),
);

test(
  'outside every window, and inside one that only recommends, a letter leaves without the checklist',
  story(async (town) => {
    for (const now of ['2027-06-15T09:00:00.000Z', '2026-11-24T09:00:00.000Z']) {
      const { id, version } = await writeLetter(town);
      expect([now, await codeOf(launchCampaign(at(town.scope, now), id, version))]).toEqual([now, 'left']);
    }
  }),
);

test(
  'an approval is of one version: changed since, the letter is to be read again',
  story(async (town) => {
    const campaign = await writeLetter(town);
    const second = await claire(town);
    await askReview(town.scope, campaign.id, second.id);
    const [asked] = await second.transact((theirs) => listAwaitedReviews(theirs));
    await second.transact((theirs) =>
      answerReview(theirs, campaign.id, { reviewId: asked?.id ?? '', answer: 'approved', comment: '' }),
    );
    const approved = async () => (await checksOf(town.scope, campaign.id, 'https://x.example')).isApproved;
    expect(await approved()).toBe(true);
    await changeCampaign(town.scope, campaign.id, { version: campaign.version, changes: { name: 'Autre' } });
    expect(await approved()).toBe(false);
    expect((await listReviewers(town.scope)).map(({ name }) => name)).toContain('Claire Montrevel');
  }),
);

test(
  'on the eve of a poll what is not urgent is held; an alert leaves with its reason',
  story(async (town) => {
    const { scope } = town;
    const eve = '2027-04-17T10:00:00.000Z';
    const letter = await writeLetter(town);
    expect(await codeOf(launchCampaign(at(scope, eve), letter.id, letter.version))).toBe('409 campaign.held_by_poll');
    const alert = await writeLetter(town, { category: 'alert' });
    expect(await codeOf(launchCampaign(at(scope, eve), alert.id, alert.version))).toBe('409 campaign.held_by_poll');
    await explainUrgency(scope, alert.id, 'La rivière monte.');
    expect(await codeOf(launchCampaign(at(scope, eve), alert.id, alert.version))).toBe('left');
  }),
);

const text: RichText = {
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Nous proposons une navette.' }] }],
};

test(
  'from 1,000 inhabitants a letter of news has the opposition’s space, or says why not',
  story(async (town) => {
    const { scope } = town;
    const news = await writeLetter(town, { category: 'municipal_news' });
    const launch = (version: number) => codeOf(launchCampaign(scope, news.id, version));
    expect(await launch(news.version)).toBe('409 campaign.opposition_missing');
    await writeOpposition(scope, news.id, text);
    expect(await launch(news.version)).toBe('409 campaign.opposition_missing');
    const block = { kind: 'opposition' as const, id: newId(), passageId: null };
    const content = { ...news.content, blocks: [...news.content.blocks, block] };
    const { version } = await changeCampaign(scope, news.id, { version: news.version, changes: { content } });
    expect(await launch(version)).toBe('left');

    const practical = await writeLetter(town, { category: 'municipal_news' });
    await exemptOpposition(scope, practical.id, 'Horaires et démarches seulement.');
    expect(await codeOf(launchCampaign(scope, practical.id, practical.version))).toBe('left');
  }),
);
