import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { story, type Town } from '../../../test/town.ts';
import { contactsDb } from '../../contacts/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import { secondsAfter } from '../../platform/time.ts';
import type { Mail } from '../../post/contract.ts';
import { townHallsDb } from '../../townhalls/tables.ts';
import { allowMail } from '../allowance.ts';
import { addPurpose, leftOutBecause, listConsentProofs, listConsents, listPurposes, seedPurposes } from '../consents.ts';
import { noticeItems } from '../notice.tsx';
import { suppressAddresses } from '../suppressions/suppressions.ts';
import { consentsDb } from '../tables.ts';
import type { Confirming } from './jobs.ts';
import { askConfirmation, tidySignUps } from './sign-ups.ts';
import { signUpsDb } from './tables.ts';

const path = '/p/valmeraude/abonnement';
const home = { addressLine: '1 place du Marché', dpoName: 'Centre de gestion', dpoEmail: 'dpo@cdg.example' };

/** The portal of Valmeraude, its postbag, and someone who fills forms in. */
async function portal(town: Town) {
  const { scope, transact } = town;
  await seedPurposes(scope);
  await townHallsDb(scope).updateTable('townHallSettings').set(home).execute();
  const { app } = await knock(town);
  const postbag: Mail[] = [];
  const wayOut = {
    publicUrl: 'https://parvis.example',
    deliver: async (_: number, mail: Mail) => {
      postbag.push(mail);
      return { state: 'delivered' as const, reply: '' };
    },
  };
  const open = async (url = path) => app.inject({ url });
  const send = (fields: Record<string, string | string[]>, { url = path, ip = '203.0.113.7' } = {}) => {
    const payload = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) payload.append(name, one);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return app.inject({ method: 'POST', url, payload: payload.toString(), headers, remoteAddress: ip });
  };
  const boxes = (body: string) => [...body.matchAll(/name="choices" value="([^"]+)"/g)].map(([, value = '']) => value);
  const pageOf = (body: string) => /name="page" value="(\w{64})"/.exec(body)?.[1] ?? '';
  const subscribe = async (fields: Record<string, string | string[]> = {}) => {
    const { body } = await open();
    return send({ email: 'ines@exemple.example', choices: boxes(body)[0] ?? '', page: pageOf(body), ...fields });
  };
  const waiting = () => signUpsDb(scope).selectFrom('signUps').selectAll().orderBy('id').execute();
  /** What the worker does with the last wish. */
  const mailTo = async (from: Confirming = 'person', isReminder = false) => {
    const signUpId = (await waiting()).at(-1)?.id ?? '';
    await askConfirmation(transact, { signUpId, from, isReminder }, wayOut);
    return postbag.at(-1);
  };
  const linkIn = (mail: Mail | undefined) => /https:\/\/parvis\.example(\/p\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  return { app, postbag, open, send, boxes, pageOf, subscribe, waiting, mailTo, linkIn };
}

const recordAt = (scope: Scope, email: string) =>
  contactsDb(scope).selectFrom('contacts').selectAll().where('email', '=', email).execute();

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

test(
  'a machine that fills every field in is told the same, and keeps nobody waiting',
  story(async (town) => {
    const { subscribe, waiting } = await portal(town);
    expect((await subscribe({ website: 'https://spam.example' })).headers.location).toBe(`${path}/envoye`);
    expect(await waiting()).toEqual([]);
  }),
);

test(
  'nobody’s mailbox is flooded: one message an hour and three a day, whatever the town hall, the spelling and the place',
  story(async (town) => {
    const { scope, nextDoor } = town;
    const at = (hours: number): Scope => ({ ...scope, now: secondsAfter(scope.now, hours * 3600) });
    const victim = 'victime@gmail.com';
    expect(await allowMail(scope, victim)).toBe(true);
    for (const spelling of [victim, 'v.ictime@gmail.com', 'victime+1@googlemail.com'])
      expect(await allowMail(at(0.9), spelling)).toBe(false);
    expect(await nextDoor((theirs) => allowMail(theirs, victim))).toBe(false);
    expect([await allowMail(at(1.1), victim), await allowMail(at(2.2), victim)]).toEqual([true, true]);
    for (const hours of [3.3, 12, 23.9]) expect(await allowMail(at(hours), victim)).toBe(false);
    expect(await allowMail(at(24.1), victim)).toBe(true);

    const { subscribe, waiting } = await portal(town);
    for (let time = 0; time < 5; time++) expect((await subscribe({ email: 'autre@exemple.example' })).statusCode).toBe(303);
    expect((await waiting()).length).toBe(1);
  }),
);

test(
  'forms sent again and again from one place have to wait, and others do not',
  story(async (town) => {
    const { send } = await portal(town);
    const tries = [];
    for (let time = 0; time < 32; time++) tries.push((await send({}, { ip: '2001:db8::1' })).statusCode);
    expect(tries.filter((status) => status === 429).length).toBe(2);
    expect((await send({}, { ip: '2001:db8:0:1::1' })).statusCode).toBe(422);
  }),
);

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
  'whoever asked never to be written to again is not, even by a stranger’s hand',
  story(async (town) => {
    const { subscribe, mailTo, postbag } = await portal(town);
    await suppressAddresses(town.scope, [{ channel: 'email', address: 'ines@exemple.example', reason: 'objection' }]);
    expect((await subscribe()).headers.location).toBe(`${path}/envoye`);
    await mailTo();
    expect(postbag).toEqual([]);
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

/** Loi informatique et libertés, art. 45 (trust P-27): the joint agreement of the child and of a parent. */
const withTheYoung = (
  play: (town: Town, stage: Awaited<ReturnType<typeof portal>> & { young: string; general: string }) => Promise<void>,
) =>
  story(async (town) => {
    const stage = await portal(town);
    const { id: young } = await addPurpose(town.scope, { name: 'Été des jeunes', legalBasis: 'consent', isOpenToMinors: true });
    const general = (await listPurposes(town.scope))[0]?.id ?? '';
    await play(town, { ...stage, young: `${young} email`, general: `${general} email` });
  });

const child = { age: 'under_15', guardianEmail: 'parent@exemple.example', email: 'enfant@exemple.example' };

test(
  'age is asked only where something is made for the young',
  story(async (town) => {
    const { open } = await portal(town);
    expect((await open()).body).not.toContain('name="age"');
    await addPurpose(town.scope, { name: 'Été des jeunes', legalBasis: 'consent', isOpenToMinors: true });
    expect((await open()).body).toContain('name="age"');
  }),
);

test.each<[string, Record<string, string>, string]>([
  ['no answer to the age', { age: '' }, 'Dites si vous avez 15 ans ou plus.'],
  ['a child without a parent', { ...child, guardianEmail: '' }, 'Écrivez votre adresse e-mail'],
  ['a child who is their own parent', { ...child, guardianEmail: child.email }, 'différente de la vôtre'],
])('%s is sent back', (_what, fields, words) =>
  withTheYoung(async (_, { subscribe, young }) => {
    const back = await subscribe({ choices: young, ...fields });
    expect([back.statusCode, back.body.includes(words)]).toEqual([422, true]);
  })(),
);

test(
  'under 15, only what is made for the young can be asked for',
  withTheYoung(async (_, { subscribe, general }) => {
    const back = await subscribe({ ...child, choices: general });
    expect([back.statusCode, back.body.includes('choisissez seulement parmi')]).toEqual([422, true]);
  }),
);

test.each<[string, Confirming[]]>([
  ['child then parent', ['person', 'guardian']],
  ['parent then child', ['guardian', 'person']],
])('under 15, nothing begins before both have agreed: %s', (_order, [first = 'person', second = 'person']) =>
  withTheYoung(async ({ scope }, { subscribe, mailTo, linkIn, send, young }) => {
    await subscribe({ ...child, choices: young });
    const links = { person: linkIn(await mailTo('person')), guardian: linkIn(await mailTo('guardian')) };
    expect((await send({}, { url: links[first] })).body).toContain('C’est noté');
    expect(await recordAt(scope, child.email)).toEqual([]);
    expect((await send({}, { url: links[second] })).statusCode).toBe(303);
    const [record] = await recordAt(scope, child.email);
    expect(record?.birthDate).toBeNull();
    const barrier = async (code: string) => {
      const purposeId = (await listPurposes(scope)).find((one) => one.code === code)?.id ?? '';
      const way = leftOutBecause(scope, { purposeId, channel: 'email' });
      return contactsDb(scope)
        .selectFrom('contacts')
        .select(way.as('reason'))
        .where('id', '=', record?.id ?? '')
        .executeTakeFirst();
    };
    expect([await barrier('alerts'), await barrier('ete_des_jeunes')]).toEqual([{ reason: 'minor' }, { reason: null }]);
  })(),
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
