import { expect, test } from 'vitest';
import { story } from '../../test/town.ts';
import { secondsAfter } from '../platform/time.ts';
import { newNote } from './contract.ts';
import { interactionsFootprint } from './footprint.ts';
import { listInteractions, noteInteraction, recordInteraction, recordInteractions, tallyInteractions } from './interactions.ts';
import { sentenceOf } from './labels.ts';

const october = { kind: 'campaign', id: '0197a5d0-0000-7000-8000-00000000c0de', label: 'La lettre d’octobre' };

test(
  'a call is the person’s act, a letter reaches them, and the timeline tells the latest first',
  story(async ({ scope, lea }) => {
    await recordInteraction(scope, {
      contactId: lea.id,
      kind: 'letter_received',
      initiative: 'town_hall',
      happenedAt: '2026-10-22T08:00:00.000Z',
      subject: october,
    });
    const call = await noteInteraction(
      scope,
      lea.id,
      newNote.parse({ kind: 'call', note: 'Demande si la garderie ouvre à 7 h 30.' }),
    );
    expect(call).toMatchObject({ initiative: 'contact', actorName: 'Nadia Ferrand', happenedAt: scope.now });

    const { items } = await listInteractions(scope, lea.id, { limit: 50 });
    expect(items.map(sentenceOf)).toEqual(['Appel à la mairie', 'A reçu «\u00a0La lettre d’octobre\u00a0»']);
    expect(await tallyInteractions(scope, lea.id)).toMatchObject({ contact: 1, townHall: 1 });
    const acts = await listInteractions(scope, lea.id, { limit: 50, initiative: 'contact' });
    expect(acts.items.map(({ kind }) => kind)).toEqual(['call']);
  }),
);

test(
  'a long timeline is read page by page, nothing twice, nothing lost, even within one instant',
  story(async ({ scope, lea }) => {
    const letters = Array.from({ length: 7 }, (_, at) => ({
      contactId: lea.id,
      kind: 'letter_received' as const,
      initiative: 'town_hall' as const,
      happenedAt: secondsAfter(scope.now, -(at % 2)),
    }));
    await recordInteractions(scope, letters);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listInteractions(scope, lea.id, { limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
  }),
);

test.each(['nonsense', 'W10', ''.padEnd(8, 'A')])('the cursor « %s » is refused', (cursor) =>
  story(async ({ scope, lea }) => {
    await expect(listInteractions(scope, lea.id, { limit: 3, cursor })).rejects.toMatchObject({ code: 'page.cursor_unreadable' });
  })(),
);

test(
  'an exchange is noted once it took place, on a contact of this town hall',
  story(async ({ scope, nextDoor, lea }) => {
    const tomorrow = secondsAfter(scope.now, 86_400);
    const early = noteInteraction(scope, lea.id, newNote.parse({ note: 'Demain', happenedAt: tomorrow }));
    await expect(early).rejects.toMatchObject({ code: 'interaction.in_future' });
    await nextDoor(async (neighbour) => {
      const noting = noteInteraction(neighbour, lea.id, newNote.parse({ note: 'Bonjour' }));
      await expect(noting).rejects.toMatchObject({ code: 'contact.missing' });
      await expect(listInteractions(neighbour, lea.id, { limit: 3 })).rejects.toMatchObject({ code: 'contact.missing' });
    });
  }),
);

test('an empty note is not a note, nor is a novel', () => {
  expect(newNote.safeParse({ note: '  ' }).success).toBe(false);
  expect(newNote.safeParse({ note: 'a'.repeat(5001) }).success).toBe(false);
});

test(
  'notes are part of what the person may read, and follow them in a merge',
  story(async ({ scope, lea, karim }) => {
    await noteInteraction(scope, karim.id, newNote.parse({ note: 'Passe jeudi' }));
    await interactionsFootprint.hand(scope, karim.id, lea.id);
    expect(await interactionsFootprint.copyFor(scope, lea.id)).toMatchObject({
      Historique: [{ Échange: 'Note de la mairie', Note: 'Passe jeudi', Par: 'Nadia Ferrand' }],
    });
  }),
);
