const small = new Set([
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'et',
  'd',
  'l',
  'à',
  'au',
  'aux',
  'en',
  'mme',
  'm',
  'madame',
  'monsieur',
]);

/** « Léa Martin » LM, « École des Tilleuls » ÉT, « Judo » JU. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s’'.]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const strong = words.filter((word) => !small.has(word.toLocaleLowerCase('fr')));
  const kept = strong.length > 0 ? strong : words;
  const letters =
    kept.length === 1
      ? kept[0]?.slice(0, 2)
      : kept
          .slice(0, 2)
          .map((word) => word[0])
          .join('');
  return (letters ?? '').toLocaleUpperCase('fr');
}

/** One of the six avatar colours, always the same for a name. */
export const hueOf = (name: string): number =>
  ([...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % 6) + 1;
