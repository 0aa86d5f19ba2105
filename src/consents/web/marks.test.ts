import { expect, test } from 'vitest';
import type { ConsentCell, ConsentRow, LegalBasis } from '../contract.ts';
import { markOf, sentenceOf } from './marks.ts';

const news = (legalBasis: LegalBasis): ConsentRow => ({
  purposeId: 'news',
  purposeName: 'Vie de la commune',
  legalBasis,
  cells: [],
});
const byEmail: ConsentCell = { channel: 'email', answer: null, since: null, method: null, leftOut: null };

test.each<[LegalBasis, ConsentCell['answer'], string]>([
  ['consent', null, 'not_asked'],
  ['consent', 'granted', 'granted'],
  ['public_task', null, 'lawful'],
  ['legal_obligation', null, 'lawful'],
  ['public_task', 'refused', 'refused'],
])('under %s, the answer %s is shown as %s', (legalBasis, answer, mark) => {
  expect(markOf(news(legalBasis), { ...byEmail, answer })).toBe(mark);
});

test('a mark is also a sentence, with the day and the place of the answer', () => {
  const given = { ...byEmail, answer: 'granted', since: '2026-09-03T09:00:00.000Z', method: 'counter' } as const;
  expect(sentenceOf(news('consent'), given)).toBe(
    'Vie de la commune, par e-mail\u00a0: accord donné le 3 septembre 2026, au guichet',
  );
  const refused = { ...given, answer: 'refused' } as const;
  expect(sentenceOf(news('consent'), refused)).toContain('par e-mail\u00a0: refus le 3 septembre');
  expect(sentenceOf(news('public_task'), refused)).toContain('par e-mail\u00a0: opposition le 3 septembre');
  expect(sentenceOf(news('consent'), byEmail)).toBe('Vie de la commune, par e-mail\u00a0: non demandé');
});
