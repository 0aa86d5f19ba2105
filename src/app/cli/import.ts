import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ColumnTarget, columnTarget } from '../../imports/contract.ts';
import { type ImportAccount, importFile } from '../../imports/imports.ts';
import { counted, lineIssueLabel } from '../../imports/labels.ts';
import { filesUnder } from '../../platform/files.ts';
import { invalid } from '../../platform/problem.ts';
import { required, townHallOf, type Verb } from './verb.ts';

export const importVerb: Verb = {
  name: 'import',
  summary: 'Importe un fichier CSV de contacts.',
  usage:
    'import <fichier> [--town-hall <nom-court>] --purpose <code> --source <texte> [--mapping <fichier.json>] [--dry-run] [--json]\n\n' +
    '  --mapping : un objet JSON, de l’intitulé de la colonne à sa destination, comme {"Mél": "email", "Obs": "ignore"}.',
  options: {
    'town-hall': { type: 'string' },
    purpose: { type: 'string' },
    source: { type: 'string' },
    mapping: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async run(order) {
    const { words, values } = order;
    const [path] = words;
    if (!path) throw invalid('command.option_missing', 'Il manque le fichier à importer.');
    const purposeCode = required(values, 'purpose');
    const source = required(values, 'source');
    await refuseMissing(path);
    const mapping = typeof values['mapping'] === 'string' ? await readMapping(values['mapping']) : {};
    const townHall = await townHallOf(order);
    const { environment, systemTransact } = await order.ground();
    const desk = { transact: systemTransact(townHall.id), files: filesUnder(join(environment.dataDir, 'files')) };
    return importFile(desk, { path, purposeCode, source, mapping, isDryRun: values['dry-run'] === true });
  },
  inWords: ({ importId, lines, added, completed, matched, merged, rejected }: ImportAccount) =>
    [
      importId ? 'Import terminé.' : 'Essai à blanc : rien n’est écrit.',
      `${counted(lines, 'ligne lue', 'lignes lues')}, ${counted(merged, 'réunie à une autre', 'réunies à d’autres')}.`,
      `${counted(added, 'nouvelle fiche', 'nouvelles fiches')}, ${counted(matched, 'déjà connue', 'déjà connues')} (${counted(completed, 'complétée', 'complétées')}).`,
      ...Object.entries(rejected).map(
        ([kind, count]) => `Rejetées : ${count} (${lineIssueLabel[kind as keyof typeof rejected]}).`,
      ),
    ].join('\n'),
};

async function refuseMissing(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw invalid('import.file_missing', `Le fichier « ${path} » est introuvable.`);
}

const mappingFile = z.record(z.string(), columnTarget);

async function readMapping(path: string): Promise<Record<string, ColumnTarget>> {
  await refuseMissing(path);
  const read = mappingFile.safeParse(jsonOf(await readFile(path, 'utf8')));
  if (read.success) return read.data;
  throw invalid(
    'import.mapping_unreadable',
    `« ${path} » n’est pas un objet JSON d’intitulés et de destinations. Destinations : ${columnTarget.options.join(', ')}.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
