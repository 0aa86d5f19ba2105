import { contrastOnWhite, readableColour } from './contract.ts';

/** What becomes of the colour a mairie chose, and why. */
export function colourInWords(colour: string): string {
  const ratio = contrastOnWhite(colour).toFixed(1).replace('.', ',');
  return readableColour(colour) === colour
    ? `Cette couleur se lit bien sur fond blanc (contraste ${ratio} pour 1).`
    : `Cette couleur est trop claire pour du texte (contraste ${ratio} pour 1, il en faut 7) : le portail l’assombrit.`;
}
