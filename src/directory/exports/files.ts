import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import type { Transact } from '../../platform/scope.ts';
import { describe } from '../describing.ts';
import { placeOf } from './canary.ts';
import { type Cell, cellsFor, type Exported, inert } from './cells.ts';
import type { ContactExport, ExportColumn } from './contract.ts';

interface File {
  columns: readonly ExportColumn[];
  contactIds: readonly string[];
  canary: ContactExport['canary'];
  /** Where the canary stands follows from it. */
  mark: string;
}

const BATCH = 1000;

/** As French spreadsheets open it: UTF-8 said by its mark, semicolons (RFC 4180 otherwise). */
export async function* writeCsv(transact: Transact, file: File): AsyncGenerator<string> {
  const written = (rows: readonly string[][]) => stringify([...rows], { delimiter: ';', record_delimiter: '\r\n' });
  const cells = await transact((scope) => cellsFor(scope, file.columns));
  yield `\ufeff${written([cells.map(({ heading }) => heading)])}`;
  for await (const contacts of batchesOf(transact, file))
    yield written(contacts.map((contact) => cells.map(({ text }) => inert(text(contact)))));
}

/** Every cell is text: a phone keeps its 0, and nothing is a formula. */
export async function writeXlsx(transact: Transact, file: File): Promise<Uint8Array> {
  const cells = await transact((scope) => cellsFor(scope, file.columns));
  const heading = cells.map((cell) => ({ value: cell.heading, fontWeight: 'bold' as const }));
  const rows: { value: string; type: StringConstructor }[][] = [];
  for await (const contacts of batchesOf(transact, file))
    for (const contact of contacts)
      rows.push(
        cells.map(({ text, isPhone }: Cell) => ({ value: isPhone ? text(contact) : inert(text(contact)), type: String })),
      );
  return writeExcelFile([heading, ...rows], { sheet: 'Contacts', stickyRowsCount: 1 }).toBuffer();
}

/** In short transactions, the invented contact among the others. */
async function* batchesOf(transact: Transact, { contactIds, canary, mark }: File): AsyncGenerator<Exported[]> {
  const place = placeOf(mark, contactIds.length);
  for (let start = 0; start <= contactIds.length; start += BATCH) {
    const places = contactIds.slice(start, start + BATCH).map((id) => ({ id, place: '' }));
    const contacts: Exported[] = await transact((scope) => describe(scope, places, undefined));
    if (place >= start && place < start + BATCH) contacts.splice(place - start, 0, nobody(canary));
    if (contacts.length > 0) yield contacts;
  }
}

const nobody = (canary: ContactExport['canary']): Exported => ({
  ...canary,
  kind: 'person',
  category: null,
  honorific: null,
  birthName: '',
  birthDate: null,
  siret: null,
  mobilePhone: null,
  landlinePhone: null,
  addressLine: '',
  postcode: '',
  municipality: '',
  districtId: null,
  custom: {},
  country: 'FR',
  source: '',
  collectedOn: '',
  tags: [],
  lastExchange: null,
});
