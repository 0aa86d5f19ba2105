import { sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import type { Vocabulary } from './contract.ts';
import { segmentsDb } from './tables.ts';

/** Beyond that, one types rather than chooses. */
const MOST = 500;

export async function vocabularyOf(scope: Scope): Promise<Vocabulary> {
  const db = segmentsDb(scope);
  return {
    tags: await db.selectFrom('tags').select(['id', 'name']).orderBy('foldedName').execute(),
    purposes: await db.selectFrom('purposes').select(['id', 'name']).where('archivedAt', 'is', null).orderBy('name').execute(),
    subjects: await subjectsOf(scope),
    municipalities: await frequent(scope, 'municipality'),
    postcodes: await frequent(scope, 'postcode'),
    sources: await frequent(scope, 'source'),
  };
}

/** What people were written to about, took part in or asked for: the latest first. */
async function subjectsOf(scope: Scope): Promise<Vocabulary['subjects']> {
  const subjects = await segmentsDb(scope)
    .selectFrom('interactions')
    .select(({ fn }) => ['subjectId as id', fn.max('subjectLabel').as('name'), fn.max('happenedAt').as('latest')])
    .where('subjectId', 'is not', null)
    .where('subjectLabel', '!=', '')
    .groupBy('subjectId')
    .orderBy('latest', 'desc')
    .limit(MOST)
    .execute();
  return subjects.map(({ id, name }) => ({ id: id ?? '', name }));
}

async function frequent(scope: Scope, column: 'municipality' | 'postcode' | 'source'): Promise<string[]> {
  const rows = await segmentsDb(scope)
    .selectFrom('contacts')
    .select([`${column} as value`])
    .where(column, '!=', '')
    .where('archivedAt', 'is', null)
    .groupBy(column)
    .orderBy(sql`count(*)`, 'desc')
    .orderBy(column)
    .limit(MOST)
    .execute();
  return rows.map(({ value }) => value);
}
