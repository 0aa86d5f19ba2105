import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { asOwner, openPool } from './database.ts';
import { Problem } from './problem.ts';

/** The operators design.md §3 found to throw indexes away under forced walls, with what implements them. */
export const leakproofFunctions = [
  'texticlike(text,text)',
  'textlike(text,text)',
  'jsonb_contains(jsonb,jsonb)',
  'arraycontains(anyarray,anyarray)',
  'arrayoverlap(anyarray,anyarray)',
];

interface Target {
  url: string;
  /** Where known, marks the leakproof operators and helps where the owner may not. */
  superuserUrl?: string;
  folder: string;
  log?: (line: string) => void;
}

/** Brings a database, empty or not, to the shape this version expects. Safe to run from several processes at once. */
export async function migrate({ url, superuserUrl, folder, log = () => undefined }: Target): Promise<void> {
  if (superuserUrl) await asOwner(superuserUrl, markLeakproof);
  await asOwner(url, async (owner) => {
    await owner.query(`select pg_advisory_lock(hashtext('parvis migrations'))`);
    await markLeakproof(owner);
    await raiseRoles(owner);
    await applyFiles(owner, folder, log);
    await raiseWalls(owner);
    await prepareJobs(owner, url);
  });
}

async function raiseRoles(owner: pg.Client): Promise<void> {
  for (const role of ['parvis_app', 'parvis_jobs']) {
    await owner
      .query(
        `do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if; end $$`,
      )
      .catch(refuseRole);
    await owner.query(`grant ${role} to current_user`).catch(ignoreIfMember(owner, role));
  }
  const { rows } = await owner.query<{ name: string }>('select quote_ident(current_database()) as name');
  await owner.query(`grant create on database ${rows[0]?.name} to parvis_jobs`);
  await owner.query('grant usage on schema public to parvis_app, parvis_jobs; grant create on schema public to parvis_jobs');
}

const refuseRole = (error: Error): never => {
  throw new Problem('unavailable', 'database.roles_missing', {
    message: `Ce compte de base de données ne peut pas créer de rôles (${error.message}). Faites exécuter par l’administrateur du serveur : CREATE ROLE parvis_app; CREATE ROLE parvis_jobs; GRANT parvis_app, parvis_jobs TO CURRENT_USER;`,
  });
};

const ignoreIfMember = (owner: pg.Client, role: string) => async (error: Error) => {
  const { rows } = await owner.query<{ member: boolean }>(`select pg_has_role(current_user, '${role}', 'member') as member`);
  if (!rows[0]?.member) refuseRole(error);
};

async function applyFiles(owner: pg.Client, folder: string, log: (line: string) => void): Promise<void> {
  await owner.query(
    'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz(3) not null default now())',
  );
  const { rows } = await owner.query<{ name: string; checksum: string }>('select name, checksum from migrations');
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
    const text = await readFile(join(folder, name), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    if (applied.get(name) === checksum) continue;
    if (applied.has(name)) throw new Error(`The migration ${name} was changed after it was applied: write a new one.`);
    await applyFile(owner, { name, text, checksum });
    log(`migration ${name}`);
  }
}

async function applyFile(
  owner: pg.Client,
  { name, text, checksum }: { name: string; text: string; checksum: string },
): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(text);
    await owner.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw new Error(`The migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

/** Every table with a `town_hall_id` belongs behind a wall; a table commented « append-only » can be added to, and no more. */
async function raiseWalls(owner: pg.Client): Promise<void> {
  await owner.query(`
    grant select on town_halls, town_hall_hosts to parvis_app;
    do $$
    declare t record;
    begin
      for t in
        select c.oid::regclass as name, c.relrowsecurity and c.relforcerowsecurity as walled,
          coalesce(obj_description(c.oid), '') = 'append-only' as append_only
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'town_hall_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'town_hall_hosts'
      loop
        if not t.walled then
          execute format('alter table %s enable row level security', t.name);
          execute format('alter table %s force row level security', t.name);
          execute format('create policy own_town_hall on %s using (town_hall_id = town_hall()) with check (town_hall_id = town_hall())', t.name);
        end if;
        execute format('grant select, insert on %s to parvis_app', t.name);
        if not t.append_only then execute format('grant update, delete on %s to parvis_app', t.name); end if;
      end loop;
    end $$`);
}

/** Only the functions of that list, and only where the account may: a managed server goes without, and `doctor` says so. */
async function markLeakproof(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ superuser: boolean }>(
    `select usesuper as superuser from pg_user where usename = session_user`,
  );
  if (!rows[0]?.superuser) return;
  for (const name of leakproofFunctions) await client.query(`alter function ${name} leakproof`);
}

/** The runner's own schema belongs to parvis_jobs; the app may only ask, through one function. */
async function prepareJobs(owner: pg.Client, url: string): Promise<void> {
  const pool = openPool({ url, role: 'parvis_jobs', max: 1, name: 'parvis jobs migration' });
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
  await owner.query(`
    set role parvis_jobs;
    create or replace function enqueue_job(name text, envelope json, run_at timestamptz, attempts int, once text) returns void
      language sql security definer set search_path = graphile_worker, pg_temp
      as $$ select graphile_worker.add_job(name, envelope, run_at => run_at, max_attempts => attempts, job_key => once) $$;
    revoke all on function enqueue_job from public;
    grant execute on function enqueue_job to parvis_app;
    reset role`);
}
