import type { Scope } from '../../platform/scope.ts';
import { getContact } from '../contacts.ts';
import { contactsDb } from '../tables.ts';
import type { Need } from './contract.ts';

export async function needsOf(scope: Scope, contactId: string): Promise<Need[]> {
  await getContact(scope, contactId);
  const rows = await contactsDb(scope)
    .selectFrom('contactNeeds')
    .select('need')
    .where('contactId', '=', contactId)
    .orderBy('need')
    .execute();
  return rows.map(({ need }) => need);
}

export async function replaceNeeds(scope: Scope, contactId: string, needs: readonly Need[]): Promise<Need[]> {
  await getContact(scope, contactId);
  const db = contactsDb(scope);
  await db.deleteFrom('contactNeeds').where('contactId', '=', contactId).execute();
  const rows = [...new Set(needs)].map((need) => ({ contactId, need, notedBy: scope.actor.name, notedAt: scope.now }));
  if (rows.length > 0) await db.insertInto('contactNeeds').values(rows).execute();
  return needsOf(scope, contactId);
}
