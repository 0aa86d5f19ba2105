import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import { newId } from '../../platform/ids.ts';
import { addTheme } from '../../townhalls/themes/themes.ts';
import { newNote } from '../contract.ts';
import { listInteractions, listNotesToReread, noteInteraction, tallyInteractions } from '../interactions.ts';
import { kindInShort, sentenceOf } from '../labels.ts';
import { addKind, archiveKind, changeKind, listKinds, orderKinds, restoreKind } from './kinds.ts';

const loan = { label: 'Prêt de salle', initiative: 'contact', icon: 'key' } as const;
const all = { limit: 50 };

test(
  'an exchange of the mairie’s own kind has its initiative, its name of today, and its filter',
  story(async ({ scope, lea }) => {
    const kind = await addKind(scope, loan);
    const theme = await addTheme(scope, { name: 'Vie associative' });
    const noted = await noteInteraction(
      scope,
      lea.id,
      newNote.parse({ kind: kind.id, note: 'Salle du Gué le 12.', themeId: theme.id }),
    );
    expect(noted).toMatchObject({
      kind: kind.id,
      kindLabel: 'Prêt de salle',
      kindIcon: 'key',
      initiative: 'contact',
      theme: { id: theme.id, name: 'Vie associative' },
    });
    await noteInteraction(scope, lea.id, newNote.parse({ note: 'Préfère le matin.' }));
    await changeKind(scope, kind.id, { version: 1, draft: { ...loan, label: 'Salle prêtée', initiative: 'town_hall' } });

    const { items } = await listInteractions(scope, lea.id, { ...all, kind: kind.id });
    expect(items.map((one) => [sentenceOf(one), one.initiative])).toEqual([['Salle prêtée', 'contact']]);
    expect((await listInteractions(scope, lea.id, { ...all, themeId: theme.id })).items).toHaveLength(1);
    expect(kindInShort(kind.id, items[0]?.kindLabel)).toBe('Salle prêtée');
    expect(await tallyInteractions(scope, lea.id)).toMatchObject({
      contact: 1,
      townHall: 1,
      kinds: expect.arrayContaining([
        { kind: kind.id, label: 'Salle prêtée', count: 1 },
        { kind: 'note', label: '', count: 1 },
      ]),
    });
  }),
);

test(
  'kinds are ordered, set aside and taken back; one name is for one kind',
  story(async ({ scope, transact, lea }) => {
    const [one, other] = [await addKind(scope, loan), await addKind(scope, { ...loan, label: 'Réclamation' })];
    await orderKinds(scope, [other.id, one.id]);
    await archiveKind(scope, one.id);
    expect((await listKinds(scope)).map(({ label, archivedAt }) => [label, archivedAt])).toEqual([
      ['Réclamation', null],
      ['Prêt de salle', scope.now],
    ]);
    const noting = (kind: string) => noteInteraction(scope, lea.id, newNote.parse({ kind, note: 'Salle du Gué.' }));
    await expect(noting(one.id)).rejects.toMatchObject({ code: 'interaction_kind.archived' });
    await expect(noting(newId())).rejects.toMatchObject({ code: 'interaction_kind.missing' });
    expect(await restoreKind(scope, one.id)).toMatchObject({ archivedAt: null });
    await expect(transact((later) => addKind(later, { ...loan, label: 'reclamation' }))).rejects.toMatchObject({
      code: 'interaction_kind.label_taken',
    });
  }),
);

test(
  'a note that sounds sensitive is refused until it is read again, then kept for the officer to look at',
  story(async ({ scope, lea }) => {
    const draft = newNote.parse({ note: 'Souffre d’un diabète.' });
    await expect(noteInteraction(scope, lea.id, draft)).rejects.toMatchObject({
      code: 'note.may_be_sensitive',
      errors: [{ field: 'note', message: expect.stringContaining('santé') }],
    });
    await noteInteraction(scope, lea.id, { ...draft, isReread: true });
    await noteInteraction(scope, lea.id, newNote.parse({ note: 'Préfère le matin.' }));
    expect(await listNotesToReread(scope, all)).toMatchObject({
      items: [
        { note: 'Souffre d’un diabète.', concerns: ['health'], contact: { lastName: 'Martin' }, actorName: 'Nadia Ferrand' },
      ],
      nextCursor: null,
    });
  }),
);
