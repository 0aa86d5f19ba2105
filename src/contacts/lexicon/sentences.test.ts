import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { NoteConcern } from './contract.ts';
import { findingsIn, refuseSensitive } from './lexicon.ts';

/** Notes as agents write them; half of them say what a record should not (trust P-25). */
const corpus = readFileSync('test/samples/notes.tsv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t') as [NoteConcern | '', string]);
const sensitive = corpus.filter(([concern]) => concern !== '');
const factual = corpus.filter(([concern]) => concern === '');

test('of notes that say too much nine in ten at least are seen, of the others one in ten at most is doubted', () => {
  expect(Math.min(sensitive.length, factual.length)).toBeGreaterThanOrEqual(150);
  const seen = sensitive.filter(([concern, note]) => findingsIn(note).some((one) => one.concern === concern));
  const doubted = factual.filter(([, note]) => findingsIn(note).length > 0);
  expect(seen.length / sensitive.length).toBeGreaterThanOrEqual(0.9);
  expect(doubted.length / factual.length).toBeLessThanOrEqual(0.1);
});

test('the agent is shown the words, as they were written', () => {
  expect(() => refuseSensitive({ note: 'Rappeler. Souffre d’un Diabète !' })).toThrow(
    expect.objectContaining({
      code: 'note.may_be_sensitive',
      errors: [{ field: 'note', message: '«\u00a0Souffre d’un Diabète\u00a0»\u00a0: une donnée de santé.' }],
    }),
  );
  expect(() => refuseSensitive({ note: 'A demandé les horaires de la garderie.' })).not.toThrow();
});

/** A note is read at each press of Enregistrer: no sentence may hold the server. */
test('a note made to be slow to read is not', () => {
  const began = performance.now();
  findingsIn('vote a '.repeat(700));
  findingsIn('1 '.repeat(2500));
  findingsIn('a'.repeat(5000));
  expect(performance.now() - began).toBeLessThan(2000);
});
