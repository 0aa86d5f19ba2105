import { stringify } from 'csv-stringify/sync';
import type { Download } from '../../platform/contract.ts';
import type { ColumnTarget } from '../contract.ts';
import { columnTargetLabel } from '../labels.ts';

const shown: [ColumnTarget, string, string][] = [
  ['honorific', 'Mme', 'M.'],
  ['last_name', 'Tournebise', 'Valcourtin'],
  ['first_name', 'Noémie', 'Hervé'],
  ['email', 'noemie.tournebise@exemple.example', ''],
  ['mobile_phone', '06 39 98 00 71', '06 39 98 12 34'],
  ['landline_phone', '', '02 61 91 28 19'],
  ['birth_date', '15/09/1960', '4 mai 1953'],
  ['address_line', '12 rue du Gué', '48 route de Valbruyère'],
  ['postcode', '00300', '00300'],
  ['municipality', 'Valmeraude', 'Valmeraude'],
  ['tag', 'Bénévoles', 'Bénévoles, Chorale'],
  ['email_consent', 'Oui', 'Non'],
  ['consent_date', '03/09/2026', '03/09/2026'],
];

/** A file that opens in any spreadsheet, with two people nobody is. */
export function exampleFile(): Download {
  const rows = [
    shown.map(([target]) => columnTargetLabel[target]),
    shown.map(([, one]) => one),
    shown.map(([, , other]) => other),
  ];
  return {
    fileName: 'Exemple pour Parvis.csv',
    mediaType: 'text/csv; charset=utf-8',
    content: stringify(rows, { delimiter: ';', record_delimiter: '\r\n', bom: true }),
  };
}
