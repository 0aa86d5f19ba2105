import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createToasts } from './toasts.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const messages = (toasts: ReturnType<typeof createToasts>) => toasts.read().map((toast) => toast.message);

test('a message stays ten seconds, then leaves by itself', () => {
  const toasts = createToasts();
  toasts.add('3 personnes archivées');
  vi.advanceTimersByTime(9_999);
  expect(messages(toasts)).toEqual(['3 personnes archivées']);
  vi.advanceTimersByTime(1);
  expect(messages(toasts)).toEqual([]);
});

test('a message under the pointer waits, then has its remaining time', () => {
  const toasts = createToasts();
  toasts.add('3 personnes archivées');
  vi.advanceTimersByTime(7_000);
  toasts.pause();
  vi.advanceTimersByTime(60_000);
  expect(messages(toasts)).toHaveLength(1);
  toasts.resume();
  vi.advanceTimersByTime(2_999);
  expect(messages(toasts)).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(messages(toasts)).toEqual([]);
});

test('dismissing one message leaves the others', () => {
  const toasts = createToasts();
  toasts.add('Étiquette posée');
  toasts.add('Note enregistrée');
  toasts.dismiss(1);
  expect(messages(toasts)).toEqual(['Note enregistrée']);
});
