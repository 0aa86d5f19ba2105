import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ownTown, story } from '../../test/town.ts';
import { addContacts } from '../contacts/contacts.ts';
import { newContact } from '../contacts/contract.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { secondsAfter } from '../platform/time.ts';
import { builtInKind, newNote } from './contract.ts';
import { interactionsFootprint } from './footprint.ts';
import {
  findWrongFacets,
  type NewInteraction,
  noteInteraction,
  recordInteractions,
  takeBackInteractions,
} from './interactions.ts';
import { interactionsDb } from './tables.ts';

const DAY = 86_400;
const subject = { kind: 'import', id: newId(), label: 'Émargement' };

const facetOf = async (scope: Scope, contactId: string, facet: string) =>
  interactionsDb(scope)
    .selectFrom('interactionFacets')
    .select(['count', sql<string>`latest[cardinality(latest)]`.as('last'), sql<number>`cardinality(latest)`.as('kept')])
    .where('contactId', '=', contactId)
    .where('facet', '=', facet)
    .executeTakeFirst();

test(
  'what one did and received is summed up by kind and by initiative, the latest first remembered whatever is told first',
  story(async ({ scope, lea }) => {
    const visits = Array.from({ length: 15 }, (_, days) => secondsAfter(scope.now, -days * DAY));
    const told = [visits[7] ?? '', ...visits.toReversed()].map(
      (happenedAt): NewInteraction => ({ contactId: lea.id, kind: 'visit', initiative: 'contact', happenedAt }),
    );
    await recordInteractions(scope, told.slice(0, 3));
    await recordInteractions(scope, told.slice(3));
    await recordInteractions(scope, [{ contactId: lea.id, kind: 'letter_received', initiative: 'town_hall' }]);
    expect(await facetOf(scope, lea.id, 'visit')).toEqual({ count: 16, last: scope.now, kept: 12 });
    expect(await facetOf(scope, lea.id, 'by_contact')).toMatchObject({ count: 16 });
    expect(await facetOf(scope, lea.id, 'by_town_hall')).toMatchObject({ count: 1 });
    expect(await facetOf(scope, lea.id, 'call')).toBeUndefined();
  }),
);

test(
  'to say yes or no to messages is not to act',
  story(async ({ scope, lea }) => {
    await recordInteractions(
      scope,
      (['consent_given', 'consent_refused', 'opted_out', 'call'] as const).map((kind) => ({
        contactId: lea.id,
        kind,
        initiative: 'contact',
      })),
    );
    expect(await facetOf(scope, lea.id, 'act')).toMatchObject({ count: 1 });
    expect(await facetOf(scope, lea.id, 'by_contact')).toMatchObject({ count: 4 });
  }),
);

/** What may happen to the histories of three people. */
const telling = fc.record({
  verb: fc.constant('tell' as const),
  told: fc.array(
    fc.record({
      who: fc.nat({ max: 2 }),
      kind: fc.constantFrom(...builtInKind.options),
      initiative: fc.constantFrom('contact' as const, 'town_hall' as const),
      daysAgo: fc.nat({ max: 40 }),
      isImported: fc.boolean(),
    }),
    { maxLength: 30 },
  ),
});
const happening = fc.oneof(
  { weight: 4, arbitrary: telling },
  { weight: 1, arbitrary: fc.record({ verb: fc.constantFrom('note', 'hand', 'forget', 'takeBack'), who: fc.nat({ max: 2 }) }) },
);

async function happen(scope: Scope, ids: readonly string[], one: typeof happening extends fc.Arbitrary<infer T> ? T : never) {
  const idOf = (who: number) => ids[who % ids.length] ?? '';
  if ('told' in one)
    return recordInteractions(
      scope,
      one.told.map(({ who, daysAgo, isImported, ...rest }) => ({
        ...rest,
        contactId: idOf(who),
        happenedAt: secondsAfter(scope.now, -daysAgo * DAY),
        ...(isImported ? { subject } : {}),
      })),
    );
  if (one.verb === 'note') return noteInteraction(scope, idOf(one.who), newNote.parse({ kind: 'call', note: 'Rappeler' }));
  if (one.verb === 'hand') return interactionsFootprint.hand(scope, idOf(one.who), idOf(one.who + 1));
  if (one.verb === 'forget') return interactionsFootprint.forget(scope, idOf(one.who));
  return takeBackInteractions(scope, { contactIds: [idOf(one.who), idOf(one.who + 1)], subjectId: subject.id });
}

test(
  'whatever is told, handed over, forgotten or taken back, what is summed up is what the exchanges say',
  story(async ({ scope, lea, karim, judo }) => {
    const ids = [lea.id, karim.id, judo.id];
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 6 }), async (happenings) => {
        for (const one of happenings) await happen(scope, ids, one);
        expect(await findWrongFacets(scope)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }),
  120_000,
);

test.each([
  ['a count', sql`update interaction_facets set count = count + 1 where town_hall_id = town_hall() and facet = 'visit'`],
  [
    'an instant',
    sql`update interaction_facets set latest[1] = now() - interval '1 day' where town_hall_id = town_hall() and facet = 'visit'`,
  ],
  ['a facet', sql`delete from interaction_facets where town_hall_id = town_hall() and facet = 'visit'`],
  ['an exchange', sql`delete from interactions where town_hall_id = town_hall() and kind = 'visit'`],
])('%s that was tampered with is found', (_, tampering) =>
  story(async ({ scope, lea }) => {
    await recordInteractions(scope, [{ contactId: lea.id, kind: 'visit', initiative: 'contact' }]);
    expect(await findWrongFacets(scope)).toEqual([]);
    await tampering.execute(scope.db);
    expect(await findWrongFacets(scope)).toEqual([lea.id]);
  })(),
);

test('workers who tell of the same people at once, each in its own order, wait for each other and lose nothing', () =>
  ownTown('facets', async ({ transact }) => {
    const ids = await transact((scope) =>
      addContacts(
        scope,
        Array.from({ length: 40 }, (_, rank) => newContact.parse({ lastName: `Habitant ${rank}` })),
      ),
    );
    const worker = async (order: readonly string[]) => {
      for (let turn = 0; turn < 10; turn++)
        await transact((scope) =>
          recordInteractions(
            scope,
            order.map((contactId) => ({ contactId, kind: 'letter_received', initiative: 'town_hall' })),
          ),
        );
    };
    await Promise.all([ids, ids.toReversed(), ids.slice(20), ids.toReversed().slice(20)].map(worker));
    await transact(async (scope) => {
      expect(await findWrongFacets(scope)).toEqual([]);
      expect(await facetOf(scope, ids[0] ?? '', 'letter_received')).toMatchObject({ count: 30, kept: 12 });
    });
  }));
