import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story, type Town } from '../../test/town.ts';
import { interactionsDb } from '../interactions/tables.ts';
import {
  annulAnswers,
  listConsentProofs,
  listConsents,
  listPurposes,
  recordConsent,
  recordConsents,
  seedPurposes,
} from './consents.ts';
import { consentsApi } from './contract.ts';
import { consentFootprint } from './footprint.ts';
import { keepPage } from './proofs.ts';
import { consentsDb } from './tables.ts';

const page = '<!doctype html><title>S’abonner</title><p>Je souhaite recevoir « Vie de la commune » par e-mail.';

async function subscribed({ scope, lea }: Town) {
  await seedPurposes(scope);
  const [news] = await listPurposes(scope);
  const cell = { contactId: lea.id, purposeId: news?.id ?? '', channel: 'email' } as const;
  const pageHash = await keepPage(scope, 'subscription', page);
  const [proofId = ''] = await recordConsent(scope, {
    ...{ ...cell, answer: 'granted', method: 'web', wording: 'Je souhaite recevoir « Vie de la commune » par e-mail.', pageHash },
    ...{ happenedAt: '2026-03-02T10:00:00.000Z', confirmedAt: '2026-03-02T10:05:00.000Z' },
  });
  return { cell, proofId, pageHash };
}

test(
  'the page shown is rebuilt to the byte, and its hash is the one of the proof',
  story(async (town) => {
    const { proofId, pageHash } = await subscribed(town);
    const reader = await (await knock(town)).as('reader');
    const params = { contactId: town.lea.id, proofId };
    const shown = await reader.ask(consentsApi.showPage, { params });
    expect(shown.raw).toBe(page);
    expect(createHash('sha256').update(shown.raw).digest('hex')).toBe(pageHash);
    expect(shown.headers['content-security-policy']).toContain('sandbox');
    const [proof] = (await reader.ask(consentsApi.listProofs, { params })).reply;
    expect(proof).toMatchObject({ id: proofId, pageHash, language: 'fr', confirmedAt: '2026-03-02T10:05:00.000Z' });
  }),
);

test(
  'an attestation says who, when, where, with what words, and when it was withdrawn',
  story(async (town) => {
    const { cell, proofId } = await subscribed(town);
    const later = {
      answer: 'refused',
      method: 'one_click',
      wording: 'Ne plus recevoir',
      happenedAt: '2026-04-02T10:00:00.000Z',
    } as const;
    await recordConsent(town.scope, { ...cell, ...later });
    const reader = await (await knock(town)).as('reader');
    const { raw } = await reader.ask(consentsApi.attest, { params: { contactId: town.lea.id, proofId } });
    for (const words of [
      'Léa Martin',
      'Valmeraude',
      '2 mars 2026',
      'depuis la messagerie',
      '2 avril 2026',
      'par le lien de désinscription',
    ])
      expect(raw).toContain(words);
    const alien = await reader.ask(consentsApi.attest, { params: { contactId: town.karim.id, proofId } });
    expect(alien.status).toBe(404);
  }),
);

test(
  'a page is kept once, whoever sees it, and is neither changed nor removed',
  story(async ({ scope, transact }) => {
    expect(await keepPage(scope, 'subscription', page)).toBe(await keepPage(scope, 'subscription', page));
    const pages = await consentsDb(scope).selectFrom('consentPages').select('content').execute();
    expect(pages).toEqual([{ content: page }]);
    await expect(
      transact((later) => consentsDb(later).updateTable('consentPages').set({ content: '' }).execute()),
    ).rejects.toThrow(/permission denied/);
    await expect(transact((later) => consentsDb(later).deleteFrom('consentPages').execute())).rejects.toThrow(
      /permission denied/,
    );
  }),
);

test(
  'an answer typed by mistake no longer counts: the one before it is in force again, and the proof remains',
  story(async (town) => {
    const { scope, lea } = town;
    const { cell } = await subscribed(town);
    const mistake = { ...cell, method: 'paper', wording: 'Bulletin', happenedAt: '2026-05-02T10:00:00.000Z' } as const;
    const ids = await recordConsents(scope, [
      { ...mistake, answer: 'refused' },
      { ...mistake, channel: 'letter', answer: 'granted' },
    ]);
    for (let time = 0; time < 2; time++) await annulAnswers(scope, ids);
    const [news] = await listConsents(scope, lea.id);
    expect(news?.cells.map(({ answer, since }) => [answer, since])).toEqual([
      ['granted', '2026-03-02T10:05:00.000Z'],
      [null, null],
      [null, null],
      [null, null],
    ]);
    const proofs = await listConsentProofs(scope, lea.id);
    expect(proofs.map(({ annulledAt }) => annulledAt !== null)).toEqual([true, true, false]);
    const notes = await interactionsDb(scope).selectFrom('interactions').select('note').where('kind', '=', 'note').execute();
    expect(notes.length).toBe(2);
    expect(notes[0]?.note).toContain('saisie par erreur');
  }),
);

test(
  'a mistake does not come back to life when two records of one person become one',
  story(async (town) => {
    const { scope, lea, karim } = town;
    const { cell, proofId } = await subscribed(town);
    await annulAnswers(scope, [proofId]);
    await recordConsent(scope, {
      ...cell,
      answer: 'refused',
      method: 'phone',
      wording: 'Non',
      happenedAt: '2026-02-02T10:00:00.000Z',
    });
    await consentFootprint.hand(scope, lea.id, karim.id);
    expect((await listConsentProofs(scope, karim.id)).map(({ answer }) => answer)).toEqual(['refused']);
  }),
);
