import { contactsDb } from '../src/contacts/tables.ts';
import { newId } from '../src/platform/ids.ts';
import type { Actor, Scope } from '../src/platform/scope.ts';

export const nadia: Actor = { kind: 'team_member', id: '0197a5d0-0000-7000-8000-000000000001', name: 'Nadia Ferrand' };

/** Valmeraude's people: the same in tests, in the demo and in pictures. */
export async function meetCast(scope: Scope) {
  const meet = (person: {
    firstName: string;
    lastName: string;
    email: string | null;
    kind?: 'person' | 'organization';
    birthDate?: string;
  }) =>
    contactsDb(scope)
      .insertInto('contacts')
      .values({
        id: newId(),
        kind: person.kind ?? 'person',
        category: person.kind === 'organization' ? 'association' : null,
        honorific: null,
        firstName: person.firstName,
        lastName: person.lastName,
        email: person.email,
        birthDate: person.birthDate ?? null,
        siret: null,
        mobilePhone: null,
        landlinePhone: null,
        source: 'Guichet',
        collectedOn: '2026-01-05',
        createdAt: '2026-01-05T08:00:00.000Z',
        changedAt: '2026-01-05T08:00:00.000Z',
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  return {
    lea: await meet({ firstName: 'Léa', lastName: 'Martin', email: 'lea.martin@exemple.example', birthDate: '1986-08-23' }),
    karim: await meet({ firstName: 'Karim', lastName: 'Benali', email: null, birthDate: '1951-03-02' }),
    judo: await meet({ firstName: '', lastName: 'Judo Club', email: 'contact@judo.example', kind: 'organization' }),
  };
}
