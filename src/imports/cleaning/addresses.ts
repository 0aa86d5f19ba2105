import type { ContactDraft } from '../contract.ts';
import { tidy } from './folding.ts';
import { readPostcodeAndMunicipality } from './postcodes.ts';

const withTown = /^(.*?\S)[\s,;–-]+((?:F-)?\d{5}\s+\p{L}[^\d]*)$/u;

/** « 34 bis route de Valbruyère, 00300 Valmeraude » in one cell: a street, a postcode and a town. */
export function splitAddress(cell: string): Partial<Pick<ContactDraft, 'addressLine' | 'postcode' | 'municipality'>> {
  const text = tidy(cell);
  const [, street, town] = withTown.exec(text) ?? [];
  const place = town ? readPostcodeAndMunicipality(town).value : null;
  return street && place?.postcode && place.municipality ? { addressLine: street, ...place } : { addressLine: text };
}
