import { contrastOnWhite, readableColour, type TownHallKind } from './contract.ts';

/** What becomes of the colour a mairie chose, and why. */
export function colourInWords(colour: string): string {
  const ratio = contrastOnWhite(colour).toFixed(1).replace('.', ',');
  return readableColour(colour) === colour
    ? `Cette couleur se lit bien sur fond blanc (contraste ${ratio} pour 1).`
    : `Cette couleur est trop claire pour du texte (contraste ${ratio} pour 1, il en faut 7) : le portail l’assombrit.`;
}

/** « Mairie de Valmeraude »; an intercommunality bears its own name. */
export const townHallInFull = (kind: TownHallKind, name: string): string =>
  kind === 'municipality' ? `Mairie ${ofPlace(name)}` : name;

/** « Commune de », « Valmeraude ». */
export const nameOnTwoLines = (kind: TownHallKind, name: string): { over: string; shortName: string } =>
  kind === 'municipality' ? { over: 'Commune', shortName: name } : { over: 'Intercommunalité', shortName: name };

/** « de Valmeraude », « d’Argelès », « du Havre », « des Lilas », « de La Rochelle ». */
function ofPlace(name: string): string {
  if (/^le /i.test(name)) return `du ${name.slice(3)}`;
  if (/^les /i.test(name)) return `des ${name.slice(4)}`;
  return /^[aeiouyhàâäéèêëîïôöùûü]/i.test(name) ? `d’${name}` : `de ${name}`;
}

/** As one dials it at home: « 06 39 98 12 34 », spaces that do not break. */
export function dialled(e164: string): string {
  const national = e164.replace(/^\+(33|262|59[046])(?=\d{9}$)/, '0');
  return (national.startsWith('0') ? national.replace(/(\d\d)(?=\d)/g, '$1\u00a0') : national).trim();
}
