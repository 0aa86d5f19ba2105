import { sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import { emailAddress, type Lookalike, phoneNumber, type Typed } from './contract.ts';
import { contactsDb } from './tables.ts';

/** Beyond that a hint is a list. */
const FEW = 5;

/** Records that bear the name, an address or a number just typed: a hint, never a refusal, since couples share and names repeat. */
export async function findLookalikes(scope: Scope, { firstName, lastName, email, phone }: Typed): Promise<Lookalike[]> {
  const address = emailAddress.safeParse(email).data ?? null;
  const number = phoneNumber.safeParse(phone).data ?? null;
  const names = lastName ? [`${firstName} ${lastName}`, `${lastName} ${firstName}`] : [];
  if (names.length === 0 && !address && !number) return [];
  return contactsDb(scope)
    .selectFrom('contacts')
    .select(['id', 'kind', 'firstName', 'lastName', 'addressLine', 'municipality', 'archivedAt'])
    .where(({ or, eb, selectFrom }) =>
      or([
        ...names.map((name) => eb('sortName', '=', sql<string>`folded(${name})`)),
        ...(address
          ? [
              eb('email', '=', address),
              eb('id', 'in', selectFrom('contactEmails').select('contactId').where('address', '=', address)),
            ]
          : []),
        ...(number
          ? [
              eb('mobilePhone', '=', number),
              eb('landlinePhone', '=', number),
              eb('id', 'in', selectFrom('contactPhones').select('contactId').where('number', '=', number)),
            ]
          : []),
      ]),
    )
    .orderBy('archivedAt', (order) => order.desc().nullsFirst())
    .orderBy('sortName')
    .limit(FEW)
    .execute();
}
