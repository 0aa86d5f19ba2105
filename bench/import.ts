import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoPeople } from '../src/app/demo/people.ts';
import { importFile } from '../src/imports/imports.ts';
import { type Finding, timed } from './measure.ts';
import { belongingsOf, type OpenTown } from './town.ts';

const ROWS = 20_000;

/** A spreadsheet of newcomers: read, cleaned, matched against everyone, written. */
export async function measureImport({ ground, transact, size }: OpenTown): Promise<Finding[]> {
  const { files } = belongingsOf(ground);
  const path = join(ground.environment.dataDir, 'cantine.csv');
  await writeFile(path, sheetOf(ROWS));
  const { seconds, result } = await timed(() =>
    importFile({ transact, files }, { path, purposeCode: 'school_life', source: 'Mesure' }),
  );
  const rate = ROWS / seconds;
  return [
    {
      what: `import of ${ROWS} rows`,
      contacts: size,
      figure: `${rate.toFixed(0)} rows/s (${result.added} added)`,
      values: { rate, seconds, added: result.added },
    },
  ];
}

function sheetOf(rows: number): string {
  const lines = demoPeople(rows).map(({ firstName, lastName, birthDate, addressLine }, index) =>
    [
      `${lastName.toUpperCase()} ${firstName}`,
      `famille${index}@exemple.example`,
      birthDate?.split('-').reverse().join('/') ?? '',
      addressLine,
      '00300 VALMERAUDE',
    ].join(';'),
  );
  return ['Nom Prénom;Mél;Né(e) le;Adresse;CP Ville', ...lines].join('\r\n');
}
