import { expect, test } from 'vitest';
import { portal } from '../../../test/stage/portal.ts';
import { story } from '../../../test/town.ts';
import { secondsAfter } from '../../platform/time.ts';
import { askConfirmation, tidySignUps } from './sign-ups.ts';
import { signUpsDb } from './tables.ts';

test(
  'a wish nobody confirms is reminded once, then forgotten after a week',
  story(async (town) => {
    const { scope, transact } = town;
    const { subscribe, mailTo, postbag, waiting, linkIn, send } = await portal(town);
    await subscribe();
    const first = await mailTo();
    await mailTo();
    expect(postbag.length).toBe(1);
    const age = (days: number) =>
      signUpsDb(scope)
        .updateTable('signUps')
        .set({ askedAt: secondsAfter(scope.now, -days * 86_400) })
        .execute();
    await age(4);
    await tidySignUps(transact);
    await mailTo('person', true);
    await mailTo('person', true);
    expect(postbag.map(({ subject }) => subject.slice(0, 9))).toEqual(['Confirmez', 'Rappel\u00a0: ']);
    await age(8);
    expect((await send({}, { url: linkIn(first) })).statusCode).toBe(404);
    await tidySignUps(transact);
    expect(await waiting()).toEqual([]);
  }),
);

test(
  'a relay that puts a message off is asked again; a link altered by one letter is unknown',
  story(async (town) => {
    const { transact } = town;
    const { subscribe, mailTo, linkIn, waiting, send, postbag } = await portal(town);
    await subscribe();
    const [wish] = await waiting();
    const busy = { publicUrl: 'https://parvis.example', deliver: async () => ({ state: 'deferred' as const, reply: '' }) };
    await expect(
      askConfirmation(transact, { signUpId: wish?.id ?? '', from: 'person', isReminder: false }, busy),
    ).rejects.toThrow();
    const link = linkIn(await mailTo());
    expect(postbag.length).toBe(1);
    const altered = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    expect((await send({}, { url: altered })).statusCode).toBe(404);
    expect((await waiting()).length).toBe(1);
  }),
);

test(
  'a link of the town next door confirms nothing here',
  story(async (town) => {
    const { subscribe, mailTo, linkIn, send, waiting } = await portal(town);
    await subscribe();
    const link = linkIn(await mailTo());
    const token = link.split('/').at(-1) ?? '';
    const forged = token.replace(/^\d+/, String(town.valbruyere));
    expect((await send({}, { url: link.replace(token, forged) })).statusCode).toBe(404);
    expect((await waiting())[0]?.confirmedAt).toBeNull();
  }),
);
