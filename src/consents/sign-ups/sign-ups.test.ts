import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { path, portal, recordAt } from '../../../test/stage/portal.ts';
import { story } from '../../../test/town.ts';
import { townHallsDb } from '../../townhalls/tables.ts';
import { listConsentProofs, listConsents } from '../consents.ts';
import { noticeItems } from '../notice.tsx';
import { consentsDb } from '../tables.ts';
import { signUpsDb } from './tables.ts';

test(
  'the form ticks nothing, has one box for each purpose and channel, and tells the ten things of the notice before it is sent',
  story(async (town) => {
    const { open, boxes } = await portal(town);
    const { statusCode, body } = await open();
    expect(statusCode).toBe(200);
    expect(boxes(body).length).toBe(4);
    expect(new Set(boxes(body)).size).toBe(4);
    expect(body).not.toContain('École et cantine');
    expect(body).not.toMatch(/checked|<script|[Mm]obile/);
    const shown = [...body.matchAll(/data-notice="(\w+)"/g)].map(([, item]) => item);
    expect(shown).toEqual([...noticeItems]);
    expect(body.indexOf('data-notice')).toBeLessThan(body.indexOf('type="submit"'));
    for (const words of ['1 place du Marché', 'dpo@cdg.example', 'CNIL', '3\u00a0ans']) expect(body).toContain(words);
  }),
);

test(
  'without a data-protection contact the form is not open: it could not say whom to ask',
  story(async (town) => {
    const { open } = await portal(town);
    await townHallsDb(town.scope).updateTable('townHallSettings').set({ dpoEmail: null }).execute();
    const { statusCode, body } = await open();
    expect([statusCode, body.includes('<form')]).toEqual([200, false]);
    expect(body).toContain('pas encore ouvertes');
  }),
);

test(
  'a wish becomes an agreement once confirmed by a button, with the page that was shown, and only once',
  story(async (town) => {
    const { scope } = town;
    const { open, send, subscribe, mailTo, linkIn, waiting } = await portal(town);
    const served = (await open()).body;
    const asked = await subscribe({ firstName: 'Inès', lastName: 'Morel' });
    expect([asked.statusCode, asked.headers.location]).toEqual([303, `${path}/envoye`]);
    expect(await recordAt(scope, 'ines@exemple.example')).toEqual([]);

    const mail = await mailTo();
    expect(mail).toMatchObject({ to: { address: 'ines@exemple.example' }, headers: { 'Auto-Submitted': 'auto-generated' } });
    expect(Object.keys(mail?.headers ?? {})).toEqual(['Auto-Submitted']);
    const link = linkIn(mail);
    for (let time = 0; time < 2; time++) expect((await open(link)).body).toContain('Confirmer mon abonnement');
    expect((await open(link)).body).not.toContain('ines@exemple.example');
    expect(await recordAt(scope, 'ines@exemple.example')).toEqual([]);

    const done = await send({}, { url: link });
    expect([done.statusCode, done.headers.location]).toEqual([303, `${path}/confirme`]);
    const [ines] = await recordAt(scope, 'ines@exemple.example');
    expect(ines).toMatchObject({ firstName: 'Inès', lastName: 'Morel', source: 'Inscription sur le site' });
    const [proof, ...others] = await listConsentProofs(scope, ines?.id ?? '');
    expect([others, await waiting()]).toEqual([[], []]);
    expect(proof).toMatchObject({
      ...{ answer: 'granted', method: 'web', wording: 'Je souhaite recevoir «\u00a0Vie de la commune\u00a0» par e-mail.' },
      ...{ confirmedAt: expect.any(String), language: 'fr' },
    });
    const kept = await consentsDb(scope).selectFrom('consentPages').selectAll().executeTakeFirstOrThrow();
    expect(kept.hash).toBe(proof?.pageHash);
    const form = /<form class="subscription"[\s\S]*?<\/form>/.exec(served)?.[0] ?? '';
    const blank = form.replace(`name="page" value="${kept.hash}"`, 'name="page" value=""');
    expect(blank).toBe(kept.content);
    expect(createHash('sha256').update(blank).digest('hex')).toBe(proof?.pageHash);
    expect((await send({}, { url: link })).statusCode).toBe(404);
    expect((await open(link)).statusCode).toBe(404);
  }),
);

test(
  'the same is answered for an address that is known, and the agreement joins the record that bears it',
  story(async (town) => {
    const { scope, lea } = town;
    const { send, subscribe, mailTo, linkIn } = await portal(town);
    const [known, unknown] = [await subscribe({ email: ' Lea.Martin@exemple.example' }), await subscribe()];
    expect([known.statusCode, known.headers.location, known.body]).toEqual([
      unknown.statusCode,
      unknown.headers.location,
      unknown.body,
    ]);
    await signUpsDb(scope).deleteFrom('signUps').where('email', '=', 'ines@exemple.example').execute();
    await send({}, { url: linkIn(await mailTo()) });
    expect((await recordAt(scope, 'lea.martin@exemple.example')).length).toBe(1);
    expect((await listConsents(scope, lea.id))[0]?.cells[0]).toMatchObject({ answer: 'granted', method: 'web' });
  }),
);

test(
  'an address alone is enough: the record waits for a name',
  story(async (town) => {
    const { send, subscribe, mailTo, linkIn } = await portal(town);
    await subscribe();
    await send({}, { url: linkIn(await mailTo()) });
    expect((await recordAt(town.scope, 'ines@exemple.example'))[0]).toMatchObject({ lastName: '', firstName: '' });
  }),
);

test.each<[string, Record<string, string | string[]>, string]>([
  ['no box', { choices: [] }, 'Cochez au moins une case.'],
  ['no address', { email: '' }, 'Écrivez votre adresse e-mail'],
  ['half an address', { email: 'ines@' }, 'n’est pas complète'],
  ['a page that has changed since', { page: 'a'.repeat(64) }, 'Cette page vient de changer'],
])('%s: the form comes back with what was typed and what to correct', (_what, fields, words) =>
  story(async (town) => {
    const { subscribe, waiting } = await portal(town);
    const back = await subscribe({ lastName: 'Morel "l’aînée"', ...fields });
    expect(back.statusCode).toBe(422);
    expect(back.body).toContain(words);
    expect(back.body).toContain('value="Morel &quot;l’aînée&quot;"');
    expect(back.body).toMatch(/role="alert"[\s\S]*href="#(choices|email)"/);
    expect(await waiting()).toEqual([]);
  })(),
);
