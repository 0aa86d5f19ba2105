import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';

/** A table as it takes to write its rows back: read from the catalog, so that a column added tomorrow comes along. */
export interface Shape {
  table: string;
  /** Those one may write. */
  columns: string[];
  /** Of its primary key, without the town hall. */
  key: string[];
  /** Those that name a contact. */
  owners: string[];
}

/** Rows as JSON texts, by table. */
export type Memory = Record<string, string[]>;

export async function shapesOf({ db }: Scope, tables: readonly string[]): Promise<Shape[]> {
  const { rows } = await sql<Shape>`
    select c.relname as "table",
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(a.attname::text order by a.attnum) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary and a.attname <> 'town_hall_id') as key,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
          and (a.attname in ('contact_id', 'subject_id') or exists (select from pg_constraint k
            where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'contacts'::regclass and a.attnum = any(k.conkey)))) as owners
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname = any(${tables}::text[])
    order by array_position(${tables}::text[], c.relname::text)`.execute(db);
  return rows;
}

/** What the tables hold of these contacts, and what became of the rows of an earlier memory. */
export async function remember(
  scope: Scope,
  shapes: readonly Shape[],
  { contactIds, known = {} }: { contactIds: readonly string[]; known?: Memory },
): Promise<Memory> {
  const memory: Memory = {};
  for (const shape of shapes) {
    const owned = shape.owners.map((owner) => sql`kept.${sql.ref(owner)} = any(${contactIds}::uuid[])`);
    const named = sql`(${columnsOf('kept', shape.key)}) in (select ${columnsOf('row', shape.key)}
      from jsonb_populate_recordset(null::${sql.table(shape.table)}, ${arrayOf(known[shape.table] ?? [])}::jsonb) as row)`;
    const { rows } = await sql<{ row: string }>`select to_jsonb(kept)::text as row from ${sql.table(shape.table)} as kept
      where kept.town_hall_id = ${scope.townHallId} and (${sql.join([...owned, named], sql` or `)})`.execute(scope.db);
    memory[shape.table] = rows.map(({ row }) => row);
  }
  return memory;
}

/** What was changed, and how it was: rows that differ, by their keys. */
export interface Changes {
  before: Memory;
  after: Memory;
}

export function changesBetween(shapes: readonly Shape[], before: Memory, after: Memory): Changes {
  const changes: Changes = { before: {}, after: {} };
  for (const { table } of shapes) {
    const [then, now] = [new Set(before[table]), new Set(after[table])];
    changes.before[table] = [...then].filter((row) => !now.has(row));
    changes.after[table] = [...now].filter((row) => !then.has(row));
  }
  return changes;
}

/** Puts the rows of a table back as they were; what somebody wrote since stays. */
export async function putBack(
  scope: Scope,
  shape: Shape,
  { before, after }: { before: string[]; after: string[] },
): Promise<void> {
  const [then, changed] = [byKey(shape, before), byKey(shape, after)];
  const current = byKey(
    shape,
    (await remember(scope, [shape], { contactIds: [], known: { [shape.table]: [...before, ...after] } }))[shape.table] ?? [],
  );
  const isUntouched = (key: string) => isSame(current.get(key), changed.get(key));
  const gone = [...changed].filter(([key]) => !then.has(key) && isUntouched(key)).map(([, row]) => row);
  const differing = [...then].filter(([key]) => current.has(key) && isUntouched(key)).map(([, row]) => row);
  const lost = [...then].filter(([key]) => !current.has(key)).map(([, row]) => row);
  await erase(scope, shape, gone);
  await rewrite(scope, shape, differing);
  await insert(scope, shape, lost);
}

type Row = Record<string, unknown>;
const read = (row: string) => JSON.parse(row) as Row;

const byKey = ({ key }: Shape, rows: readonly string[]) =>
  new Map(rows.map((row) => [JSON.stringify(key.map((column) => read(row)[column])), row]));

/** A column added since does not count. */
function isSame(current: string | undefined, then: string | undefined): boolean {
  if (current === undefined || then === undefined) return current === then;
  const now = read(current);
  return Object.entries(read(then)).every(([column, value]) => JSON.stringify(now[column]) === JSON.stringify(value));
}

const arrayOf = (rows: readonly string[]) => `[${rows.join()}]`;

const columnsOf = (alias: string, columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(`${alias}.${column}`)));

const recordset = ({ table }: Shape, rows: readonly string[]) =>
  sql`jsonb_populate_recordset(null::${sql.table(table)}, ${arrayOf(rows)}::jsonb)`;

const matching = ({ townHallId }: Scope, { table, key }: Shape) =>
  sql`${sql.ref(`${table}.town_hall_id`)} = ${townHallId} and (${columnsOf(table, key)}) = (${columnsOf('row', key)})`;

async function erase(scope: Scope, shape: Shape, rows: readonly string[]): Promise<void> {
  if (rows.length > 0)
    await sql`delete from ${sql.table(shape.table)} using ${recordset(shape, rows)} as row where ${matching(scope, shape)}`.execute(
      scope.db,
    );
}

export async function rewrite(scope: Scope, shape: Shape, rows: readonly string[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = shape.columns.filter(
    (column) => column in read(first) && column !== 'town_hall_id' && !shape.key.includes(column),
  );
  if (columns.length === 0) return;
  const assigned = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`row.${column}`)}`));
  await sql`update ${sql.table(shape.table)} set ${assigned} from ${recordset(shape, rows)} as row where ${matching(scope, shape)}`.execute(
    scope.db,
  );
}

/** One row of `values` each: a cluster takes no insert from JSON records (design.md §6). */
export async function insert(scope: Scope, shape: Shape, rows: readonly string[]): Promise<void> {
  for (const row of rows) {
    const columns = shape.columns.filter((column) => column in read(row));
    const record = sql`(jsonb_populate_record(null::${sql.table(shape.table)}, ${row}::jsonb))`;
    await sql`insert into ${sql.table(shape.table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values (${sql.join(columns.map((column) => sql`${record}.${sql.ref(column)}`))})`.execute(scope.db);
  }
}
