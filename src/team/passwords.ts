import { hash, verify } from '@node-rs/argon2';
import { invalid } from '../platform/problem.ts';
import { folded } from '../platform/text.ts';
import { commonWords } from './common-words.ts';

/** What a hash costs: kibibytes of memory, passes over them. */
export interface Cost {
  memoryCost: number;
  timeCost: number;
}

/** 105 ms on one core of the reference machine (measured 2026-11-22); trust S-21 asks for 100. */
export const usualCost: Cost = { memoryCost: 32_768, timeCost: 7 };

/** Two keyboards may write the same letter with different bytes. */
const asTyped = (password: string) => password.normalize('NFKC');

/** Argon2id, the library's default. Never inside a transaction: it would hold a connection for nothing. */
export const hashPassword = (password: string, cost: Cost): Promise<string> =>
  hash(asTyped(password), { ...cost, parallelism: 1 });

/** Takes the same time without an account: a hash nobody's password answers is tried instead. */
export const isRightPassword = (kept: string | null | undefined, password: string, cost: Cost): Promise<boolean> =>
  verify(kept ?? nobodys(cost), asTyped(password));

export const nobodys = ({ memoryCost, timeCost }: Cost): string =>
  `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Refuses what anyone would try first; `context` holds the words of this agent: their commune, name and e-mail address. */
export function refuseWeak(password: string, context: readonly string[], field = 'password'): void {
  const reason = weaknessOf(password, context);
  if (reason) throw invalid('password.too_common', 'Choisissez un autre mot de passe.', [{ field, message: reason }]);
}

function weaknessOf(password: string, context: readonly string[]): string | undefined {
  const plain = folded(password).replaceAll(' ', '');
  if (new Set(asTyped(password)).size < 5)
    return 'Ce mot de passe répète trop peu de caractères différents. Choisissez plusieurs mots.';
  if (isRun(plain)) return 'Ce mot de passe suit l’ordre du clavier ou des chiffres. Choisissez plusieurs mots.';
  const own = new Set(context.flatMap((text) => [folded(text).replaceAll(' ', ''), ...folded(text).split(' ')]));
  const isKnown = (word: string) => commonWords.has(word) || (word.length > 2 && own.has(word));
  const isObvious = [plain, unmasked(plain), withoutSmallWords(password)].some(
    (text) => isMadeOf(lettersOf(text), isKnown) || isKnown(text),
  );
  return isObvious
    ? 'Ce mot de passe fait partie de ceux que l’on essaie en premier. Choisissez plusieurs mots sans rapport.'
    : undefined;
}

const withoutSmallWords = (password: string) =>
  folded(password)
    .split(' ')
    .filter((word) => word.length > 3)
    .join('');

const lettersOf = (text: string) => text.replace(/[^a-z]/g, '');

/** « m0tdep4sse2026 » is « motdepasse ». */
const masks: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };
const unmasked = (text: string) => text.replace(/^\d+|\d+$/g, '').replace(/\d/g, (digit) => masks[digit] ?? digit);

/** One or two known words, and nothing else but digits and signs. */
function isMadeOf(letters: string, isKnown: (word: string) => boolean): boolean {
  if (isKnown(letters)) return true;
  for (let cut = 2; cut < letters.length - 1; cut++)
    if (isKnown(letters.slice(0, cut)) && isKnown(letters.slice(cut))) return true;
  return false;
}

const rows = [
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '1234567890',
  '0123456789',
];
const keyboards = [
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1a2z3e4r5t6y7u8i9o0p',
  'a1z2e3r4t5y6',
  'q1w2e3r4t5y6',
];
const runs = [...keyboards, ...rows.map((row) => row.repeat(4))].flatMap((row) => [row, [...row].reverse().join('')]);

const isRun = (plain: string) => {
  const [, letters = '', digits = ''] = /^([a-z]*)(\d*)$/.exec(plain) ?? [];
  const parts = [letters, digits].filter((part) => part.length > 2);
  return (
    (plain.length > 2 && runs.some((run) => run.includes(plain))) ||
    (parts.length === 2 && parts.every((part) => runs.some((run) => run.includes(part))))
  );
};
