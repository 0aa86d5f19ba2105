import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { columnTarget, importMapping, importTarget } from '../../imports/contract.ts';
import { type ImportAccount, type ImportAnswers, importFile } from '../../imports/imports.ts';
import { counted, lineIssueLabel } from '../../imports/labels.ts';
import { filesUnder } from '../../platform/files.ts';
import { invalid } from '../../platform/problem.ts';
import { required, townHallOf, type Verb } from './verb.ts';

export const importVerb: Verb = {
  name: 'import',
  summary: 'Importe un fichier de contacts : CSV, texte ou classeur Excel.',
  usage:
    'import <fichier> [--town-hall <nom-court>] --purpose <code> --source <texte> [--mapping <fichier.json>] [--dry-run] [--json]\n\n' +
    '  --mapping : un objet JSON, de l’intitulé de la colonne à sa destination, comme {"Mél": "email", "Obs": "ignore"} ;\n' +
    '              ou toutes les réponses de l’écran : {"columns": {…}, "person": "adult", "acceptedRepairs": ["email_malformed"],\n' +
    '              "exchange": {"kind": "meeting", "happenedOn": "2026-03-12", "subject": "Marché"}, "origin": {"kind": "third_party"}}.',
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
    const answers = typeof values['mapping'] === 'string' ? await readAnswers(values['mapping']) : {};
    const townHall = await townHallOf(order);
    const { environment, systemTransact } = await order.ground();
    const desk = { transact: systemTransact(townHall.id), files: filesUnder(join(environment.dataDir, 'files')), isWide: true };
    return importFile(desk, { path, purposeCode, source, answers, isDryRun: values['dry-run'] === true });
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

const columnsFile = z.record(z.string(), importTarget);
const answersFile = importMapping.omit({ targets: true }).extend({ columns: columnsFile }).partial().strict();

async function readAnswers(path: string): Promise<ImportAnswers> {
  await refuseMissing(path);
  const document = jsonOf(await readFile(path, 'utf8'));
  const columns = columnsFile.safeParse(document);
  if (columns.success) return { columns: columns.data };
  const answers = answersFile.safeParse(document);
  if (answers.success) {
    const given = new Set(Object.keys(document as object));
    return Object.fromEntries(Object.entries(answers.data).filter(([name]) => given.has(name)));
  }
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
