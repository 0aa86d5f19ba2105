import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoPeople } from '../src/app/demo/people.ts';
import { importFile } from '../src/imports/imports.ts';
import { type Finding, timed } from './measure.ts';
import { processorSpent } from './processor.ts';
import { belongingsOf, type OpenTown } from './town.ts';

/** A spreadsheet of newcomers: read, cleaned, matched against everyone, written. A city's has a million lines (`--city`). */
export async function measureImport({ ground, transact, size }: OpenTown, rows: number): Promise<Finding[]> {
  const { files } = belongingsOf(ground);
  const { dataDir } = ground.environment;
  const path = join(dataDir, 'cantine.csv');
  await writeFile(path, sheetOf(rows));
  const before = await processorSpent(dataDir);
  const { seconds, result } = await timed(() =>
    importFile({ transact, files, isWide: true }, { path, purposeCode: 'school_life', source: 'Mesure' }),
  );
  const after = await processorSpent(dataDir);
  const microseconds = (from: number, to: number) => ((to - from) * 1e6) / rows;
  const [node, postgres] = [microseconds(before.node, after.node), microseconds(before.postgres, after.postgres)];
  const rate = rows / seconds;
  return [
    {
      what: `import of ${rows.toLocaleString('en')} rows`,
      contacts: size,
      figure: `${rate.toFixed(0)} rows/s (${result.added} added) · processor per row: Node ${node.toFixed(0)} µs, PostgreSQL ${postgres.toFixed(0)} µs`,
      values: { rate, seconds, added: result.added, node, postgres, rss: process.memoryUsage().rss },
    },
  ];
}

const syllables = ['ba', 'lo', 'mi', 'ra', 'ne', 'tu', 'so', 'vi', 'da', 'fe'];
const surnameOf = (index: number) => String(index).replace(/\d/g, (digit) => syllables[Number(digit)] ?? '');

function sheetOf(rows: number): string {
  const lines = demoPeople(rows).map(({ firstName, lastName, birthDate, addressLine }, index) =>
    [
      `${lastName.toUpperCase()} ${surnameOf(index).toUpperCase()} ${firstName}`,
      `famille${index}@exemple.example`,
      birthDate?.split('-').reverse().join('/') ?? '',
      addressLine,
      '00300 VALMERAUDE',
    ].join(';'),
  );
  return ['Nom Prénom;Mél;Né(e) le;Adresse;CP Ville', ...lines].join('\r\n');
}
