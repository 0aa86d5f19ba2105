import type pg from 'pg';
import { type Home, passwordOf } from './data-directory.ts';

export const OWNER = 'parvis_owner';
export const DATABASE = 'parvis';

/** The role that migrates and the database it owns, made where they are missing; the password is the one on file. */
export async function ensureDatabase(client: pg.Client, home: Home): Promise<void> {
  const password = await passwordOf(home, OWNER);
  if (!(await holds(client, 'select from pg_roles where rolname = $1', OWNER))) await client.query(`create role ${OWNER}`);
  await client.query(`alter role ${OWNER} login createrole createdb password ${client.escapeLiteral(password)}`);
  if (await holds(client, 'select from pg_database where datname = $1', DATABASE)) return;
  await client.query(`create database ${DATABASE} owner ${OWNER}`);
}

const holds = async (client: pg.Client, question: string, name: string) => (await client.query(question, [name])).rowCount === 1;
