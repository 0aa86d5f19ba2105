import { sql } from 'kysely';
import { listFields } from '../../contacts/fields/fields.ts';
import { invalid } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { foldedWords } from '../cleaning/folding.ts';
import {
  fieldIdOf,
  type ImportLayout,
  type ImportMapping,
  type ImportTarget,
  importMapping,
  type SheetColumn,
} from '../contract.ts';
import { importsDb } from '../tables.ts';

/** Where columns go: as the last import of a file with the same headings was agreed, else as they were recognized. */
export async function proposedMapping(scope: Scope, layout: ImportLayout): Promise<ImportMapping> {
  const recognized = importMapping.parse({ targets: layout.columns.map(({ target }) => target) });
  const { apart, resemblances, exchange, ...remembered } = (await lastAgreed(scope, layout)) ?? recognized;
  const isAllowed = layout.columns.every(
    ({ verdict, index }) => verdict !== 'forbidden' || remembered.targets[index] === 'ignore',
  );
  return isAllowed ? importMapping.parse(remembered) : recognized;
}

async function lastAgreed(scope: Scope, { columns, headerLine }: ImportLayout): Promise<ImportMapping | undefined> {
  if (headerLine === null) return undefined;
  const headings = JSON.stringify(columns.map(({ heading }) => heading));
  const last = await importsDb(scope)
    .selectFrom('importRuns')
    .select('mapping')
    .where('state', '=', 'done')
    .where(sql<boolean>`jsonb_path_query_array(layout, '$.columns[*].heading') = ${headings}::jsonb`)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.mapping;
}

/** Several columns may each bring a tag; anything else has one place. */
const shared = new Set<ImportTarget>(['ignore', 'tag']);

export async function refuseMapping(scope: Scope, { columns }: ImportLayout, { targets, person }: ImportMapping): Promise<void> {
  const fail = (code: string, message: string) => invalid(code, message, [{ field: 'mapping', message }]);
  if (targets.length !== columns.length)
    throw fail('import.mapping_incomplete', 'Il faut une destination par colonne du fichier.');
  const forbidden = columns.find(({ index, verdict }) => verdict === 'forbidden' && targets[index] !== 'ignore');
  if (forbidden)
    throw fail(
      'import.column_forbidden',
      `La colonne «\u00a0${forbidden.heading}\u00a0» ne peut pas être importée\u00a0: la loi l’interdit.`,
    );
  await refuseChildren(scope, columns, targets);
  const twice = targets.find((target, at) => !shared.has(target) && targets.indexOf(target) !== at);
  if (twice) throw fail('import.target_taken', 'Deux colonnes vont au même endroit\u00a0: choisissez l’une des deux.');
  if (person === 'child')
    throw fail(
      'import.children',
      'Parvis ne garde pas de fiche d’enfant. Choisissez la colonne qui porte le nom du parent, ou demandez la liste des responsables.',
    );
}

/** Of what is written about children, a choice among those the town hall offers, as a class, may be kept; never their names. */
async function refuseChildren(scope: Scope, columns: SheetColumn[], targets: readonly ImportTarget[]): Promise<void> {
  const kept = columns.filter(({ index, reason }) => reason === 'minor' && targets[index] !== 'ignore');
  if (kept.length === 0) return;
  const fields = new Map((await listFields(scope)).map((field) => [field.id, field]));
  const refused = kept.find(({ index }) => !fields.get(fieldIdOf(targets[index]) ?? '')?.kind.startsWith('choice'));
  if (!refused) return;
  const message = `La colonne «\u00a0${refused.heading}\u00a0» parle d’enfants\u00a0: elle ne peut aller que dans un champ à choix (la classe, par exemple), qui n’en garde pas les noms.`;
  throw invalid('import.children', message, [{ field: 'mapping', message }]);
}

const naming = new Set<ImportTarget>(['full_name', 'last_name', 'organization_name']);

/** Nothing is foreseen, still less written, on a file nobody is named in, or nobody knows who is. */
export function refuseUnsettled(layout: ImportLayout, { targets, person, origin }: ImportMapping): void {
  if (!targets.some((target) => naming.has(target)))
    throw invalid('import.nobody_named', 'Aucune colonne ne porte de nom\u00a0: indiquez celle des noms ou des structures.', [
      { field: 'mapping', message: 'Choisissez la colonne des noms.' },
    ]);
  if (mayNameChildren(layout, targets) && person === null)
    throw invalid('import.person_unsaid', 'Ce fichier parle d’enfants\u00a0: dites d’abord qui est écrit sur chaque ligne.', [
      { field: 'mapping.person', message: 'Le parent, ou l’enfant\u00a0?' },
    ]);
  if ((origin.kind === 'civil_status' || comesFromCivilStatus(layout)) && !origin.hasAgreement)
    throw invalid(
      'import.civil_status',
      'Les registres de l’état civil (naissances, mariages, décès) ne servent pas à écrire aux gens, sauf si chacun a donné son accord exprès. Si c’est le cas, dites-le\u00a0; sinon, ce fichier ne peut pas être importé.',
      [{ field: 'mapping.origin', message: 'Chaque personne a-t-elle donné son accord exprès\u00a0?' }],
    );
}

const grownUp = /\b(?:responsables?|parents?|representants?|tuteurs?|tutrices?|peres?|meres?|familles?)\b/;

/** A column about a child beside a name that does not say whose it is. */
export function mayNameChildren({ columns }: ImportLayout, targets: readonly ImportTarget[]): boolean {
  if (!columns.some(({ reason }) => reason === 'minor')) return false;
  const names = columns.filter(({ index }) => naming.has(targets[index] ?? 'ignore') || targets[index] === 'first_name');
  return !names.some(({ heading }) => grownUp.test(foldedWords(heading).join(' ')));
}

const civilStatus = /\b(?:etat civil|actes? de (?:naissance|mariage|deces)|registre des (?:naissances|mariages|deces))\b/;
const ofAct = /\b(?:date d(?:u|e) (?:mariage|deces|l acte)|n(?:umero)? d acte|officier d etat civil)\b/;

/** By what the file says of itself: its titles, or columns that only an act has. */
export const comesFromCivilStatus = ({ columns, setAside }: ImportLayout): boolean =>
  setAside.some(({ reason, text }) => reason === 'title' && civilStatus.test(foldedWords(text).join(' '))) ||
  columns.some(({ heading }) => ofAct.test(foldedWords(heading).join(' ')));
