import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { seal } from '../../../test/stage/seal.ts';
import { story, type Town } from '../../../test/town.ts';
import { getContact } from '../../contacts/contacts.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { interactionsDb } from '../../interactions/tables.ts';
import { linkTo } from '../../platform/signed-links.ts';
import { secondsAfter } from '../../platform/time.ts';
import type { Mail } from '../../post/contract.ts';
import { listConsentProofs, listConsents, listPurposes, recordConsent, seedPurposes } from '../consents.ts';
import { suppressAddresses } from '../suppressions/suppressions.ts';
import { askNewAddress, codeOf, sendCode, tidyAccess } from './access.ts';
import { preferencesDb } from './tables.ts';

const path = '/p/valmeraude/mes-abonnements';

/** The portal, its postbag, and Léa, who follows the letter and lives in rue du Gué. */
async function portal(town: Town) {
  const { scope, lea, transact } = town;
  await seedPurposes(scope);
  await contactsDb(scope).updateTable('contacts').set({ addressLine: '12 rue du Gué' }).where('id', '=', lea.id).execute();
  const purposes = new Map((await listPurposes(scope)).map((one) => [one.code, one.id]));
  const idOf = (code: string) => purposes.get(code) ?? '';
  const answer = { answer: 'granted', method: 'counter', wording: 'Oui', happenedAt: '2026-03-02T10:00:00.000Z' } as const;
  await recordConsent(scope, { contactId: lea.id, purposeId: idOf('municipal_news'), channel: 'email', ...answer });
  const { app } = await knock(town);
  const postbag: Mail[] = [];
  const deliver = async (_: number, mail: Mail) => {
    postbag.push(mail);
    return { state: 'delivered' as const, reply: '' };
  };
  const wayOut = { publicUrl: 'https://parvis.example', deliver };
  const open = (url: string) => app.inject({ url });
  const send = (url: string, fields: Record<string, string | string[]>) => {
    const payload = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) payload.append(name, one);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return app.inject({ method: 'POST', url, payload: payload.toString(), headers, remoteAddress: '203.0.113.7' });
  };
  /** Up to the page where the code is typed. */
  const ask = async (email: string) => {
    const asked = await send(path, { email });
    const url = String(asked.headers.location);
    const accessCodeId = url.split('/').at(-1) ?? '';
    if (asked.statusCode === 303) await sendCode(transact, accessCodeId, wayOut);
    return { asked, url, accessCodeId };
  };
  const enter = async (email = 'lea.martin@exemple.example') => {
    const { url, accessCodeId } = await ask(email);
    const opened = await send(url, { code: codeOf(seal, accessCodeId) });
    return { opened, pass: /name="pass" value="([^"]+)"/.exec(opened.body)?.[1] ?? '' };
  };
  const act = (pass: string, fields: Record<string, string | string[]>) => send(`${path}/donnees`, { pass, ...fields });
  return { scope, lea, idOf, open, send, ask, enter, act, postbag, wayOut };
}

const answersOf = async ({ scope, lea }: Pick<Town, 'scope' | 'lea'>) =>
  (await listConsents(scope, lea.id)).flatMap(({ purposeName, cells }) =>
    cells.flatMap(({ channel, answer }) => (answer ? [[purposeName, channel, answer].join(', ')] : [])),
  );

test(
  'a code is sent to an address somebody is known at, and the same is answered for any other',
  story(async (town) => {
    const { ask, postbag, open } = await portal(town);
    const [known, unknown] = [await ask('lea.martin@exemple.example'), await ask('personne@exemple.example')];
    expect([known.asked.statusCode, unknown.asked.statusCode]).toEqual([303, 303]);
    expect((await open(known.url)).body).toBe((await open(unknown.url)).body);
    expect(postbag.map(({ to }) => to.address)).toEqual(['lea.martin@exemple.example']);
    expect(postbag[0]?.headers).toEqual({ 'Auto-Submitted': 'auto-generated' });
    expect(postbag[0]?.text).toContain(codeOf(seal, known.accessCodeId));
  }),
);

test(
  'the right code opens once: what I receive, what is known of me, why, and since when',
  story(async (town) => {
    const { ask, send } = await portal(town);
    const { url, accessCodeId } = await ask('lea.martin@exemple.example');
    const code = codeOf(seal, accessCodeId);
    const opened = await send(url, { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
    expect(opened.statusCode).toBe(200);
    for (const words of ['Léa Martin', '12 rue du Gué', 'Guichet', '23 août 1986', 'Pour vous écrire', 'au guichet'])
      expect(opened.body).toContain(words);
    expect(opened.body).not.toMatch(/<script|set-cookie/i);
    expect((await send(url, { code })).statusCode).toBe(422);
  }),
);

test(
  'a code is not found by trying',
  story(async (town) => {
    const { ask, send } = await portal(town);
    const { url, accessCodeId } = await ask('lea.martin@exemple.example');
    const wrong = codeOf(seal, accessCodeId) === '000000' ? '000001' : '000000';
    const tries = [];
    for (let time = 0; time < 7; time++) tries.push((await send(url, { code: wrong })).statusCode);
    expect(tries).toEqual([422, 422, 422, 422, 422, 422, 429]);
    expect((await send(url, { code: codeOf(seal, accessCodeId) })).statusCode).toBe(429);
  }),
);

test(
  'whoever asks again may still type the code of the first message; nobody types one that was never sent',
  story(async (town) => {
    const { ask, send, postbag } = await portal(town);
    const first = await ask('lea.martin@exemple.example');
    const second = await send(path, { email: 'lea.martin@exemple.example' });
    const url = String(second.headers.location);
    expect(postbag.length).toBe(1);
    const neverSent = codeOf(seal, url.split('/').at(-1) ?? '');
    expect((await send(url, { code: neverSent })).statusCode).toBe(422);
    expect((await send(url, { code: codeOf(seal, first.accessCodeId) })).statusCode).toBe(200);
  }),
);

test(
  'what is ticked and unticked is noted with its words, and what has not changed is not',
  story(async (town) => {
    const { enter, act, idOf, lea, scope } = await portal(town);
    const { pass } = await enter();
    const box = (code: string, channel: string) => `${idOf(code)} ${channel}`;
    const all = ['municipal_news', 'culture_sport'].map((code) => box(code, 'email'));
    const lawful = ['email', 'letter'].flatMap((channel) => [box('alerts', channel), box('school_life', channel)]);
    const kept = lawful.filter((one) => one !== box('school_life', 'letter'));
    const saved = await act(pass, { act: 'choose', choices: [...all, ...kept] });
    expect(saved.body).toContain('Vos choix sont enregistrés');
    expect(await answersOf(town)).toEqual([
      'Vie de la commune, email, granted',
      'École et cantine, letter, refused',
      'Culture, sport, sorties, email, granted',
    ]);
    const proofs = (await listConsentProofs(scope, lea.id)).filter(({ method }) => method === 'web');
    expect(proofs.map(({ wording }) => wording).sort()).toEqual([
      'Je m’oppose à recevoir «\u00a0École et cantine\u00a0» par courrier.',
      'Je souhaite recevoir «\u00a0Culture, sport, sorties\u00a0» par e-mail.',
    ]);
    await act(pass, { act: 'choose', choices: [...all, ...kept] });
    expect((await listConsentProofs(scope, lea.id)).length).toBe(3);
  }),
);

test(
  'one press stops everything, save the alerts',
  story(async (town) => {
    const { enter, act } = await portal(town);
    const { pass } = await enter();
    expect((await act(pass, { act: 'stop' })).body).toContain('plus que les alertes');
    expect(await answersOf(town)).toEqual([
      'Vie de la commune, email, refused',
      'École et cantine, email, refused',
      'École et cantine, letter, refused',
    ]);
  }),
);

test(
  'someone never to be written to again is shown as receiving nothing, and may choose again',
  story(async (town) => {
    const { scope, enter, act, idOf } = await portal(town);
    await suppressAddresses(scope, [{ channel: 'email', address: 'lea.martin@exemple.example', reason: 'objection' }]);
    const { pass, opened } = await enter();
    const box = `${idOf('municipal_news')} email`;
    expect(opened.body).not.toMatch(new RegExp(`value="${box}"[^>]*checked`));
    expect((await act(pass, { act: 'choose', choices: box })).body).toMatch(new RegExp(`value="${box}"|checked`));
    const [news] = await listConsents(scope, town.lea.id);
    expect(news?.cells[0]).toMatchObject({ answer: 'granted', leftOut: null });
  }),
);

test(
  'a correction and an erasure asked for are on the record, with their words',
  story(async (town) => {
    const { scope, enter, act, lea } = await portal(town);
    const { pass } = await enter();
    expect((await act(pass, { act: 'correct', words: '' })).body).toContain('Écrivez ce qu’il faut corriger.');
    await act(pass, { act: 'correct', words: 'J’habite au 14.' });
    expect((await act(pass, { act: 'erase' })).body).toContain('La mairie vous répond dans le mois');
    const notes = interactionsDb(scope).selectFrom('interactions').select(['note', 'initiative']).where('kind', '=', 'note');
    expect(await notes.where('contactId', '=', lea.id).orderBy('id').execute()).toEqual([
      {
        note: 'Demande de correction faite sur le site, à traiter dans le mois. «\u00a0J’habite au 14.\u00a0»',
        initiative: 'contact',
      },
      { note: 'Demande d’effacement faite sur le site, à traiter dans le mois.', initiative: 'contact' },
    ]);
  }),
);

test(
  'another address holds once it is confirmed there, by a button',
  story(async (town) => {
    const { scope, transact } = town;
    const { enter, act, lea, open, send, postbag, wayOut } = await portal(town);
    const { pass } = await enter();
    expect((await act(pass, { act: 'move', email: 'nulle part' })).body).toContain('Écrivez votre nouvelle adresse');
    await act(pass, { act: 'move', email: 'Lea.Roy@exemple.example' });
    const change = await preferencesDb(scope).selectFrom('emailChanges').select('id').executeTakeFirstOrThrow();
    await askNewAddress(transact, change.id, wayOut);
    const mail = postbag.at(-1);
    expect(mail?.to.address).toBe('lea.roy@exemple.example');
    const link = /https:\/\/parvis\.example(\/p\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect((await open(link)).body).toContain('Confirmer cette adresse');
    expect((await getContact(scope, lea.id)).email).toBe('lea.martin@exemple.example');
    expect((await send(link, {})).body).toContain('C’est fait');
    expect((await getContact(scope, lea.id)).email).toBe('lea.roy@exemple.example');
    expect((await send(link, {})).statusCode).toBe(404);
  }),
);

test(
  'people who share an address see nothing of one another, and choose for that address',
  story(async (town) => {
    const { scope, karim } = town;
    const { enter, act } = await portal(town);
    await contactsDb(scope)
      .updateTable('contacts')
      .set({ email: 'lea.martin@exemple.example' })
      .where('id', '=', karim.id)
      .execute();
    const { opened, pass } = await enter();
    expect(opened.body).toContain('Plusieurs personnes partagent cette adresse');
    expect(opened.body).not.toMatch(/Léa|Martin|Benali|rue du Gué|Courrier/);
    await act(pass, { act: 'stop' });
    expect((await listConsents(scope, karim.id))[2]?.cells[0]?.answer).toBe('refused');
    expect((await act(pass, { act: 'correct', words: 'Je suis Karim' })).body).not.toContain('est notée');
  }),
);

test(
  'a pass opens for half an hour, in its own town hall, and is not a link of another kind',
  story(async (town) => {
    const { scope } = town;
    const { enter, act, send } = await portal(town);
    const { pass } = await enter();
    expect((await send('/p/valbruyere/mes-abonnements/donnees', { pass })).statusCode).toBe(403);
    const id = (await preferencesDb(scope).selectFrom('accessCodes').select('id').executeTakeFirstOrThrow()).id;
    const other = linkTo(seal, 'sign-up', { townHallId: scope.townHallId, id });
    expect((await act(other, {})).statusCode).toBe(403);
    await preferencesDb(scope)
      .updateTable('accessCodes')
      .set({ usedAt: secondsAfter(scope.now, -31 * 60) })
      .execute();
    expect((await act(pass, {})).statusCode).toBe(403);
  }),
);

test(
  'codes are forgotten within the hour, and changes of address nobody confirmed within the day',
  story(async (town) => {
    const { scope, transact } = town;
    const { enter, act } = await portal(town);
    const { pass } = await enter();
    await act(pass, { act: 'move', email: 'lea.roy@exemple.example' });
    await tidyAccess(transact);
    const left = async () => [
      (await preferencesDb(scope).selectFrom('accessCodes').select('id').execute()).length,
      (await preferencesDb(scope).selectFrom('emailChanges').select('id').execute()).length,
    ];
    expect(await left()).toEqual([1, 1]);
    const yesterday = { askedAt: secondsAfter(scope.now, -86_401) };
    await preferencesDb(scope).updateTable('accessCodes').set(yesterday).execute();
    await preferencesDb(scope).updateTable('emailChanges').set(yesterday).execute();
    await tidyAccess(transact);
    expect(await left()).toEqual([0, 0]);
  }),
);
