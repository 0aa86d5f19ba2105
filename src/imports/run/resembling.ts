import { sql } from 'kysely';
import { conflict, missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { resemblanceOf } from '../alike/resemblance.ts';
import type { ImportRun, Resemblance, ResemblanceDecision } from '../contract.ts';
import { importsDb } from '../tables.ts';
import { type Alike, byPlace, headsAt, type Known, type Span } from './matching.ts';
import { lineOf, placeOf } from './places.ts';
import { type Rewritten, rewriteLines } from './rewriting.ts';
import { alreadyLaunched, canBecome, moveRun, type Run, showRun, takeRun } from './runs.ts';
import { foreseeLines } from './settling.ts';
import { tallyRun } from './tally.ts';

/** Which record each newcomer of these places resembles, at most one: said beside the line, for an agent to decide. */
export async function findResemblances(scope: Scope, run: Run, span: Span): Promise<void> {
  const alike = await candidates(scope, run, span);
  const heads = await headsAt(scope, run, new Set(alike.map(({ place }) => place)));
  const known = await contactsById(scope, new Set(alike.map(({ id }) => id)));
  const idsAt = byPlace(alike);
  const found = heads.flatMap(({ place, subjectId, draft }): Rewritten[] => {
    const ranked = (idsAt.get(place) ?? [])
      .flatMap(({ id }) => {
        const record = known.get(id);
        const resemblance = record && resemblanceOf(draft, record);
        return resemblance ? [{ place, subjectId, resemblance, resemblesId: id }] : [];
      })
      .sort((one, other) => order(one.resemblance) - order(other.resemblance) || (one.resemblesId < other.resemblesId ? -1 : 1));
    return ranked.slice(0, 1);
  });
  await rewriteLines(scope, run, found);
}

const order = (resemblance: Resemblance) => ['close', 'homonym'].indexOf(resemblance);

async function candidates({ db, townHallId }: Scope, run: Run, { after, until }: Span): Promise<Alike[]> {
  const sharing = (column: 'email' | 'mobile_phone') => sql`
    select batch.place, contacts.id from batch join contacts on contacts.town_hall_id = ${townHallId}
      and contacts.${sql.ref(column)} = batch.${sql.ref(column)} where batch.${sql.ref(column)} is not null`;
  const homonyms = (name: 'name_last_first' | 'name_first_last') => sql`
    select batch.place, contacts.id from batch join contacts on contacts.town_hall_id = ${townHallId}
      and contacts.sort_name = batch.${sql.ref(name)} and contacts.archived_at is null where batch.${sql.ref(name)} is not null`;
  const same = run.mapping.resemblances.filter(({ isSame }) => isSame).map(({ line }) => placeOf(line, 0));
  const { rows } = await sql<Alike>`
    with batch as materialized (
      select place, email, mobile_phone, name_last_first, name_first_last from import_lines
      where town_hall_id = ${townHallId} and import_run_id = ${run.id} and place > ${after} and place <= ${until}
        and place % 4 = 0 and outcome = 'added')
    ${sharing('email')} union ${sharing('mobile_phone')} union ${homonyms('name_last_first')} union ${homonyms('name_first_last')}
    union select place, contact_id from import_lines where town_hall_id = ${townHallId} and import_run_id = ${run.id}
      and place > ${after} and place <= ${until} and place = any (${same}::int[]) and contact_id is not null`.execute(db);
  return rows;
}

async function contactsById(scope: Scope, ids: ReadonlySet<string>): Promise<Map<string, Known>> {
  if (ids.size === 0) return new Map();
  const rows = await importsDb(scope)
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((one) => [one.id, one]));
}

/** Lines decided in one request: the rest at the next. */
const AT_ONCE = 1000;

/** The agent says of one line, or of all those not decided yet, whether it is the person it resembles. The file is not read again. */
export async function decideResemblances(scope: Scope, importId: string, decision: ResemblanceDecision): Promise<ImportRun> {
  const run = await takeRun(scope, importId);
  if (!canBecome(run.state, 'uploaded')) throw alreadyLaunched();
  if (run.state !== 'ready')
    throw conflict('import.not_read', 'Ce fichier n’est pas encore lu en entier\u00a0: attendez la fin de la lecture.');
  const chosen = await linesOf(scope, run, decision);
  if (chosen.length === 0) throw missing('import.resemblance_missing', 'Cette ligne ne ressemble à aucune fiche connue.');
  const lines = new Set(chosen.map(({ line }) => line));
  const { isSame } = decision;
  const told = isSame === null ? [] : chosen.map((one) => ({ ...one, isSame }));
  const resemblances = [...run.mapping.resemblances.filter(({ line }) => !lines.has(line)), ...told];
  const decided = await moveRun(scope, run, { mapping: { ...run.mapping, resemblances } });
  const places = chosen.map(({ line }) => placeOf(line, 0));
  await foreseeLines(scope, decided, { span: { after: (places[0] ?? 0) - 1, until: places.at(-1) ?? 0 }, places });
  const tally = await tallyRun(scope, decided);
  return showRun(scope, await moveRun(scope, decided, { figures: { ...decided.figures, tally } }));
}

async function linesOf(
  scope: Scope,
  { id, mapping }: Run,
  { kind, line, isSame }: ResemblanceDecision,
): Promise<{ line: number; contactId: string }[]> {
  const decided = mapping.resemblances.map((one) => placeOf(one.line, 0));
  const rows = await importsDb(scope)
    .selectFrom('importLines')
    .select(['place', 'resemblesId'])
    .where('importRunId', '=', id)
    .where('resemblesId', 'is not', null)
    .$if(line !== null, (query) => query.where('place', '=', placeOf(line ?? 0, 0)))
    .$if(line === null, (query) =>
      query.where('resemblance', '=', kind).where(sql<boolean>`(place = any(${decided}::int[])) = ${isSame === null}`),
    )
    .orderBy('place')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ place, resemblesId }) => ({ line: lineOf(place), contactId: resemblesId ?? '' }));
}
