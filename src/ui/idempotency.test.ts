import { expect, test } from 'vitest';
import { keyFor } from './idempotency.ts';

test('trying again after a failure bears the same key, so that nothing is done twice', () => {
  const first = keyFor({ body: { lastName: 'Martin' } }, null);
  expect(keyFor({ body: { lastName: 'Martin' } }, first).key).toBe(first.key);
});

test('another question, or the same one after it succeeded, bears another key', () => {
  const first = keyFor({ body: { lastName: 'Martin' } }, null);
  expect(keyFor({ body: { lastName: 'Benali' } }, first).key).not.toBe(first.key);
  expect(keyFor({ body: { lastName: 'Martin' } }, null).key).not.toBe(first.key);
});
