const whole = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const share = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 });

/** The font subset has no narrow space: U+00A0 only (ui/README.md). */
const wide = (text: string) => text.replaceAll('\u202f', '\u00a0');

/** « 2 701 ». */
export const figure = (count: number): string => wide(whole.format(count));

/** « 64 % », from 0.64. */
export const percent = (ratio: number): string => wide(share.format(ratio));

/** « 1 personne », « 318 personnes ». French counts zero in the singular. */
export const counted = (count: number, one: string, many: string): string => `${figure(count)}\u00a0${count < 2 ? one : many}`;
