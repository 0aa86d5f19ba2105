import { describe, expect, test } from 'vitest';
import { cheap } from '../../test/knock.ts';
import { commonWords } from './common-words.ts';
import { hashPassword, isRightPassword, nobodys, refuseWeak, usualCost } from './passwords.ts';

const own = ['Valmeraude', 'nadia.ferrand@valmeraude.example', 'Nadia', 'Ferrand'];
const isRefused = (password: string) => {
  try {
    refuseWeak(password, own);
    return false;
  } catch {
    return true;
  }
};

describe('a password that anyone would try first is refused', () => {
  test.each([
    'motdepasse2026!',
    'M0tDeP4sse2026',
    'Azertyuiop123',
    'azertyuiop1234567890',
    '123456789012',
    '098765432109',
    'aaaaaaaaaaaa',
    'ababababab!!!',
    'Bienvenue-2026',
    'mairie de 2026!!',
    'Parvis-Mairie-1',
    'Valmeraude2026',
    'Mairie-Valmeraude',
    'nadia.ferrand1',
    'Nadia_Ferrand_12',
    'secrétariat!!2026',
    'Soleil-Chouchou 12',
    'qwertyuiop[]',
    '1q2w3e4r5t6y',
  ])('%s', (password) => expect(isRefused(password)).toBe(true));
});

describe('several words, or chance, are welcome without capital nor digit', () => {
  test.each([
    'cheval agrafe batterie pluvieux',
    'le tilleul penche un peu',
    'xK9#vQ2!mZ7p',
    'soleil lapin moto guichet',
    '😀😃😄😁😆😅😂🤣🥲☺😊😇🙂🙃😉😌😍🥰😘😗😙😚😋😛😝😜🤪🤨🧐🤓😎🥸',
  ])('%s', (password) => expect(isRefused(password)).toBe(false));
});

test('each common word is refused, whatever digits follow it', () => {
  expect(commonWords.size).toBeGreaterThan(1000);
  expect([...commonWords].filter((word) => !isRefused(`${word}${'2026!'.repeat(3)}`.slice(0, 40)))).toEqual([]);
});

test('two ways to type the same letter are the same password', async () => {
  const kept = await hashPassword('école buissonnière, été'.normalize('NFD'), cheap);
  expect(await isRightPassword(kept, 'école buissonnière, été'.normalize('NFC'), cheap)).toBe(true);
  expect(await isRightPassword(kept, 'ecole buissonniere, ete', cheap)).toBe(false);
});

test('the product pays Argon2id the price the law expects, with an account or without', async () => {
  const kept = await hashPassword('le tilleul penche un peu', usualCost);
  const price = `$argon2id$v=19$m=${usualCost.memoryCost},t=${usualCost.timeCost},p=1$`;
  expect(usualCost.memoryCost).toBeGreaterThanOrEqual(19_456);
  expect(kept.startsWith(price)).toBe(true);
  expect(nobodys(usualCost).startsWith(price)).toBe(true);
  expect(nobodys(usualCost).length).toBe(kept.length);
  expect(await isRightPassword(null, 'le tilleul penche un peu', cheap)).toBe(false);
});
