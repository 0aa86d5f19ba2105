import type { Scope } from '../platform/scope.ts';
import { consentsDb } from './tables.ts';

/** The records in use that bear an address, the oldest first. */
export const contactsAt = (scope: Scope, email: string) =>
  consentsDb(scope)
    .selectFrom('contacts')
    .select(['id', 'firstName', 'lastName'])
    .where('email', '=', email)
    .where('archivedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();

/** No more than a glimpse of an address: a link may have been forwarded (trust M-15). */
export const glimpseOf = (email: string | null): string => email?.replace(/^(.)[^@]*/, '$1•••') ?? '';
