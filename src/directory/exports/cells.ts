import { listFields } from '../../contacts/fields/fields.ts';
import { customValueInWords } from '../../contacts/fields/labels.ts';
import { categoryLabel, fieldLabel, honorificLabel, kindLabel, phoneInWords } from '../../contacts/labels.ts';
import type { Scope } from '../../platform/scope.ts';
import { listDistricts } from '../../townhalls/districts/districts.ts';
import type { Described } from '../describing.ts';
import { type ExportColumn, type NativeExportColumn, nativeExportColumn } from './contract.ts';

/** A heading that an import recognises, and what the cell says: as people write it, and as the import reads it back. */
export interface Cell {
  heading: string;
  text(contact: Exported): string;
  /** Kept as it is: a spreadsheet must not take « +33… » for a sum. */
  isPhone?: boolean;
}

export type Exported = Omit<Described, 'id' | 'reach' | 'createdAt' | 'changedAt' | 'archivedAt'>;

const phone = (number: string | null) => (number ? phoneInWords(number).replaceAll('\u00a0', ' ') : '');
const frenchDay = (day: string | null) => (day ? day.slice(0, 10).split('-').reverse().join('/') : '');

const cells: Record<Exclude<NativeExportColumn, 'district'>, Cell> = {
  kind: { heading: fieldLabel.kind, text: ({ kind }) => kindLabel[kind] },
  honorific: { heading: fieldLabel.honorific, text: ({ honorific }) => (honorific ? honorificLabel[honorific] : '') },
  firstName: { heading: fieldLabel.firstName, text: ({ firstName }) => firstName },
  lastName: { heading: fieldLabel.lastName, text: ({ lastName }) => lastName },
  birthName: { heading: fieldLabel.birthName, text: ({ birthName }) => birthName },
  birthDate: { heading: fieldLabel.birthDate, text: ({ birthDate }) => frenchDay(birthDate) },
  category: { heading: fieldLabel.category, text: ({ category }) => (category ? categoryLabel[category] : '') },
  siret: { heading: fieldLabel.siret, text: ({ siret }) => siret ?? '' },
  email: { heading: fieldLabel.email, text: ({ email }) => email ?? '' },
  mobilePhone: { heading: fieldLabel.mobilePhone, text: ({ mobilePhone }) => phone(mobilePhone), isPhone: true },
  landlinePhone: { heading: fieldLabel.landlinePhone, text: ({ landlinePhone }) => phone(landlinePhone), isPhone: true },
  addressLine: { heading: fieldLabel.addressLine, text: ({ addressLine }) => addressLine },
  postcode: { heading: fieldLabel.postcode, text: ({ postcode }) => postcode },
  municipality: { heading: fieldLabel.municipality, text: ({ municipality }) => municipality },
  country: { heading: fieldLabel.country, text: ({ country }) => country },
  tags: { heading: 'Étiquettes', text: ({ tags }) => tags.map(({ name }) => name).join(', ') },
  lastExchange: { heading: 'Dernier échange', text: ({ lastExchange }) => frenchDay(lastExchange?.happenedAt ?? null) },
  source: { heading: fieldLabel.source, text: ({ source }) => source },
  collectedOn: { heading: fieldLabel.collectedOn, text: ({ collectedOn }) => frenchDay(collectedOn) },
};

/** What each column of a file holds; one whose field is gone is left out. */
export async function cellsFor(scope: Scope, columns: readonly ExportColumn[]): Promise<Cell[]> {
  const fields = await listFields(scope);
  const districts = new Map((await listDistricts(scope)).map(({ id, name }) => [id, name]));
  return columns.flatMap((column): Cell[] => {
    if (column === 'district')
      return [{ heading: fieldLabel.districtId, text: ({ districtId }) => (districtId && districts.get(districtId)) || '' }];
    const native = nativeExportColumn.safeParse(column);
    if (native.success && native.data !== 'district') return [cells[native.data]];
    const field = fields.find(({ id }) => `field.${id}` === column);
    return field ? [{ heading: field.label, text: ({ custom }) => customValueInWords(field, custom[field.id]) }] : [];
  });
}

const dangerous = /^[=+\-@\t\r\0＝＋－＠]/;

/** A cell that a spreadsheet would take for a formula is written after an apostrophe, which an import takes off (trust S-42). */
export const inert = (text: string): string => (dangerous.test(text) ? `'${text}` : text);
