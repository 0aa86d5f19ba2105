import { expect, test } from 'vitest';
import { begin, redo, step, undo } from './history.ts';

test('typing without stopping is undone at once, another gesture apart', () => {
  let history = begin('');
  for (const [present, at] of [
    ['B', 0],
    ['Bo', 200],
    ['Bon', 400],
  ] as const)
    history = step(history, present, { about: 'texte', at });
  history = step(history, 'Bon !', { about: 'titre', at: 500 });
  history = step(history, 'Bon !!', { about: 'titre', at: 5000 });
  const seen = [history.present];
  for (let count = 0; count < 4; count++) {
    history = undo(history);
    seen.push(history.present);
  }
  expect(seen).toEqual(['Bon !!', 'Bon !', 'Bon', '', '']);
  expect(redo(redo(history)).present).toBe('Bon !');
  expect(redo(step(undo(redo(history)), 'autre', { about: '', at: 9000 })).present).toBe('autre');
});
