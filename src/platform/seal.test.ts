import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealWith } from './seal.ts';

const [old, young] = ['a secret of 32 characters, the old one', 'a secret of 32 characters, the new one'];

test('after a change of secret, what the former one signed or sealed still holds, and what is signed today is not its', () => {
  const [before, after, amnesiac] = [sealWith(old), sealWith(young, [old]), sealWith(young)];
  const signature = before.sign('link', 'Léa');
  expect(after.isSigned('link', 'Léa', signature)).toBe(true);
  expect(after.open(before.close('Léa'))).toBe('Léa');
  expect(before.isSigned('link', 'Léa', after.sign('link', 'Léa'))).toBe(false);
  expect(amnesiac.isSigned('link', 'Léa', signature)).toBe(false);
  expect(() => amnesiac.open(before.close('Léa'))).toThrow();
  expect(after.keysFor('x')).toEqual([...amnesiac.keysFor('x'), ...before.keysFor('x')]);
});

test('not one altered bit passes, in a signature or in what was sealed', () => {
  const seal = sealWith(young, [old]);
  const [signature, sealed] = [seal.sign('link', 'Léa'), seal.close('Léa')];
  for (const at of Buffer.from(signature).keys())
    for (let bit = 0; bit < 8; bit++) expect(seal.isSigned('link', 'Léa', flipped(signature, at, bit))).toBe(false);
  const body = Buffer.from(sealed.slice(3), 'base64url');
  for (const at of body.keys()) {
    const altered = Buffer.from(body);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => seal.open(`k1.${altered.toString('base64url')}`)).toThrow();
  }
});

const flipped = (text: string, at: number, bit: number) => {
  const bytes = Buffer.from(text, 'latin1');
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  return bytes.toString('latin1');
};

test('a use has a key of its own', () => {
  const seal = sealWith(young);
  const [key] = seal.keysFor('sign link');
  expect(seal.sign('link', 'Léa')).toBe(createHmac('sha256', key).update('Léa').digest('base64url'));
  expect(seal.isSigned('other', 'Léa', seal.sign('link', 'Léa'))).toBe(false);
});
