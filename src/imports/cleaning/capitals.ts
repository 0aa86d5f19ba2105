import { remembered } from './remembered.ts';

/** « D'ESTAMPES » and « D´Estampes » are written with the same apostrophe. */
export const oneApostrophe = (text: string): string =>
  /['’‘′´`]/.test(text) ? text.replace(/(?<=\p{L})\s?['’‘′´`]\s?(?=\p{L})/gu, '’') : text;

export const isAllCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();
const isAllSmall = (text: string) => text === text.toLowerCase();

/** First names lose capitals that are not theirs: « ROSALIE », « rosalie » → « Rosalie ». Mixed case is left as typed. */
export const restoreFirstName = remembered((name) => (isAllCapitals(name) || isAllSmall(name) ? capitalize(name) : name));

const smallInNames = new Set(['de', 'y', 'e', 'et', 'von', 'van', 'der', 'den', 'ten', 'zu', 'dos', 'da']);

/**
 * Last names written in capitals get them back as French printers do: « de » and « d’ » small, « La », « Le », « Du », « Des »
 * capital: de La Tour, d’Estampes, Le Goff, Du Bellay, Garcia y Lopez. A name typed in mixed case is its owner's: only
 * « De La » becomes « de La », so that the same family reads the same on each line.
 */
export const restoreLastName = remembered((name) => {
  if (!isAllCapitals(name) && !isAllSmall(name)) return name.replace(/^De (?=L(?:a|e|es) |L’)/, 'de ');
  return name
    .toLowerCase()
    .split(' ')
    .map((word) => (smallInNames.has(word) ? word : capitalize(word).replace(/^D’(?=\p{L})/u, 'd’')))
    .join(' ');
});

const smallInPlaces = new Set('de du des d la le les l sur sous en et aux au a lès lez'.split(' '));

/** « SAINT-JEAN-DE-LUZ » → « Saint-Jean-de-Luz », « LE MANS » → « Le Mans ». */
export const restorePlace = remembered((name) => {
  if (!isAllCapitals(name) && !isAllSmall(name)) return name;
  return oneApostrophe(name)
    .toLowerCase()
    .replace(/\p{L}+/gu, (word, at: number) => (at > 0 && smallInPlaces.has(word) ? word : capitalize(word)));
});

/** A capital after each space, hyphen and apostrophe, small letters elsewhere. */
function capitalize(text: string): string {
  return text.toLowerCase().replace(/(^|[\s’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
