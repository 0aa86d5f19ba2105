import { sql } from 'kysely';
import { contactsDb } from '../../contacts/tables.ts';
import { conflict } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { contactsOf } from '../narrowing.ts';
import type { Selection } from './contract.ts';
import { bulkDb } from './tables.ts';

/** Writes down whom the act is about, as the list is at this moment; how many they are. */
export async function choose(scope: Scope, bulkActId: string, selection: Selection): Promise<number> {
  const { numInsertedOrUpdatedRows: count = 0n } = await bulkDb(scope)
    .insertInto('bulkActContacts')
    .columns(['contactId', 'bulkActId'])
    .expression((await selectedBy(scope, selection)).select(sql<string>`${bulkActId}::uuid`.as('bulkActId')))
    .executeTakeFirstOrThrow();
  refuseChangedList(selection, Number(count));
  return Number(count);
}

/** The ids of those selected. */
export async function selectedBy(scope: Scope, selection: Selection) {
  if (selection.by === 'ids')
    return contactsDb(scope)
      .selectFrom('contacts')
      .select('contacts.id')
      .where('contacts.id', '=', sql<string>`any(${selection.contactIds}::uuid[])`);
  const { by: _, except, count: __, ...asked } = selection;
  return (await contactsOf(scope, { ...asked, tagId: [] })).where('contacts.id', '<>', sql<string>`all(${except}::uuid[])`);
}

/** What the agent saw is what is acted upon, or nothing is. */
export function refuseChangedList(selection: Selection, count: number): void {
  if (selection.by === 'list' && count !== selection.count - selection.except.length)
    throw conflict('selection.changed', 'La liste a changé pendant que vous choisissiez. Vérifiez le nombre, puis recommencez.');
}
