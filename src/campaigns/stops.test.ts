import { expect, test } from 'vitest';
import { postman, writeLetter } from '../../test/letters.ts';
import { noOptOuts } from '../../test/stage/opt-outs.ts';
import { seal } from '../../test/stage/seal.ts';
import { story } from '../../test/town.ts';
import { render } from '../app/public-menu.ts';
import type { Outside } from '../messages/messages.ts';
import { messagePages } from '../messages/pages.tsx';
import { tokenFor } from '../messages/subscription.ts';
import type { Entrance, Visit } from '../platform/routes.ts';
import { addCampaign } from './campaigns.ts';
import { launchCampaign } from './launch/launch.ts';
import { listReaders, reachOf } from './previewing.ts';
import { sendBatch } from './sending.ts';

test(
  'who stops through the letter they received is left out of the next, which says why',
  story(async (town) => {
    const { scope, transact, lea, judo } = town;
    const { bag, outside } = postman();
    const first = await writeLetter(town);
    await launchCampaign(scope, first.id, first.version);
    await sendBatch(transact, { campaignId: first.id, lane: 0 }, outside);
    const link = bag.find(({ to }) => to.address === lea.email)?.headers['List-Unsubscribe'] ?? '';
    const entrance = { db: town.transaction, transactAt: town.transactAt } as Entrance;
    const click = messagePages({ render, seal, optOuts: noOptOuts }).find(({ route }) => route.startsWith('POST'));
    const asked = { params: { token: link.split('/m/u/')[1]?.replace('>', '') ?? '' }, query: {}, form: {} };
    expect((await click?.handle(entrance, asked, {} as Visit))?.html).toContain('C’est fait');

    const second = await addCampaign(scope, { ...first, name: 'La suite' });
    expect(await reachOf(scope, second.id)).toEqual({
      total: 3,
      willReceive: 1,
      leftOut: expect.arrayContaining([
        { reason: 'refused', count: 1 },
        { reason: 'no_address', count: 1 },
      ]),
      passages: [],
    });
    expect((await listReaders(scope, second.id, { who: 'will_receive', limit: 50 })).items).toEqual([
      { contactId: judo.id, name: 'Judo Club', leftOut: null },
    ]);
    await launchCampaign(scope, second.id, second.version);
    await sendBatch(transact, { campaignId: second.id, lane: 0 }, outside);
    expect(bag.map(({ to }) => to.address).filter((address) => address === lea.email).length).toBe(1);
  }),
);

test(
  'a stop acknowledged from the disk in the very moment before the next hand-over is heard (trust R-12)',
  story(async (town) => {
    const { scope, transact, lea, judo } = town;
    const { bag, outside } = postman();
    const letter = await writeLetter(town);
    await launchCampaign(scope, letter.id, letter.version);
    const hers = {
      townHallId: scope.townHallId,
      contactId: lea.id,
      purposeId: letter.purposeId ?? '',
      channel: 'email',
    } as const;
    const looks: string[] = [];
    const optOuts: Outside['optOuts'] = {
      ...noOptOuts,
      // She said stop after this turn began: it is looked at once the next to leave are about to be taken.
      waiting: async () => (looks.includes('told') ? [] : [{ token: tokenFor(seal, hers), askedAt: scope.now }]),
      forget: async () => void looks.push('told'),
    };
    await sendBatch(transact, { campaignId: letter.id, lane: 0 }, { ...outside, optOuts });
    expect(bag.map(({ to }) => to.address)).toEqual([judo.email]);
    expect(looks).toContain('told');
  }),
);
