import { expect, test } from 'vitest';
import { nadia } from '../../../test/cast.ts';
import { story } from '../../../test/town.ts';
import { newField } from '../../contacts/fields/contract.ts';
import { addField } from '../../contacts/fields/fields.ts';
import { newId } from '../../platform/ids.ts';
import type { Scope } from '../../platform/scope.ts';
import { type NewView, newView, viewChange } from './contract.ts';
import * as views from './views.ts';

const people = { version: 1 as const, match: 'all' as const, conditions: [{ field: 'kind' as const, value: 'person' as const }] };
const draft = (name: string): NewView =>
  newView.parse({ list: 'contacts', name, rule: people, columns: ['name', 'tags'], sort: '-exchange' });
const colleague = (scope: Scope): Scope => ({ ...scope, actor: { ...nadia, id: newId(), name: 'Claire Montrevel' } });
const namesFor = async (scope: Scope) => (await views.listViews(scope, 'contacts')).items.map(({ name }) => name);

test(
  'a view is one’s own until it is shared, and again once it no longer is',
  story(async ({ scope }) => {
    const claire = colleague(scope);
    const mine = await views.addView(scope, draft('Mes riverains du Gué'));
    expect(mine).toMatchObject({ isMine: true, isShared: false, ownerName: 'Nadia Ferrand', sort: '-exchange', search: '' });
    expect(await namesFor(claire)).toEqual([]);
    await views.shareView(scope, mine.id);
    expect((await views.listViews(claire, 'contacts')).items).toMatchObject([{ id: mine.id, isMine: false, isShared: true }]);
    await views.unshareView(scope, mine.id);
    expect(await namesFor(claire)).toEqual([]);
    expect(await namesFor(scope)).toEqual(['Mes riverains du Gué']);
  }),
);

test(
  'team views come first, then one’s own in the order one gave them; structures have theirs',
  story(async ({ scope }) => {
    const [one, two, three] = [
      await views.addView(scope, draft('Un')),
      await views.addView(scope, draft('Deux')),
      await views.addView(scope, draft('Trois')),
    ];
    await views.addView(scope, { ...draft('Associations sportives'), list: 'organizations' });
    await views.shareView(scope, three.id);
    await views.orderViews(scope, [two.id, one.id]);
    expect(await namesFor(scope)).toEqual(['Trois', 'Deux', 'Un']);
    expect((await views.listViews(scope, 'organizations')).items.map(({ name }) => name)).toEqual(['Associations sportives']);
  }),
);

test(
  'only whoever made a view changes it, in the version they read; it goes and comes back',
  story(async ({ scope, nextDoor }) => {
    const made = await views.addView(scope, draft('Bourg'));
    const change = { ...viewChange.parse({ ...draft('Bourg et Bellerive'), search: 'gué' }), version: 1 };
    await views.shareView(scope, made.id);
    for (const other of [colleague(scope)])
      await expect(views.changeView(other, made.id, change)).rejects.toMatchObject({ code: 'saved_view.missing' });
    await expect(nextDoor((theirs) => views.archiveView(theirs, made.id))).rejects.toMatchObject({ kind: 'missing' });
    await expect(views.changeView(scope, made.id, change)).rejects.toMatchObject({ kind: 'stale' });
    const changed = await views.changeView(scope, made.id, { ...change, version: 2 });
    expect(changed).toMatchObject({ name: 'Bourg et Bellerive', search: 'gué', version: 3, isShared: true });
    await views.archiveView(scope, made.id);
    expect(await namesFor(scope)).toEqual([]);
    await views.restoreView(scope, made.id);
    expect(await namesFor(scope)).toEqual(['Bourg et Bellerive']);
  }),
);

test(
  'a view that would sort people on a sensitive field is refused as its list is, new or changed (trust P-11)',
  story(async ({ scope }) => {
    const approval = { dpo: 'Le délégué', approvedOn: '2026-01-01', reason: 'Repas adaptés à la cantine' };
    const { id: fieldId } = await addField(scope, newField.parse({ label: 'Allergies', kind: 'text', approval }));
    const asked = { field: 'custom_field', fieldId, test: 'is_filled' } as const;
    const within = { ...people, except: [{ field: 'group' as const, match: 'any' as const, conditions: [asked] }] };
    const refused = { code: 'segment.sensitive_field', message: expect.stringContaining('Allergies') };
    const made = await views.addView(scope, draft('Bourg'));
    for (const rule of [{ ...people, conditions: [asked] }, within]) {
      const sorting = newView.parse({ ...draft('Allergiques'), rule });
      await expect(views.addView(scope, sorting)).rejects.toMatchObject(refused);
      await expect(views.changeView(scope, made.id, { ...sorting, version: 1 })).rejects.toMatchObject(refused);
    }
    expect(await namesFor(scope)).toEqual(['Bourg']);
    const byName = { ...draft('Par la consonance'), rule: { ...people, conditions: [{ field: 'last_name', value: 'B' }] } };
    expect(newView.safeParse(byName).error?.issues[0]).toMatchObject({ params: { problem: 'segment.sensitive_field' } });
  }),
);

test(
  'how one likes to see a colleague’s view changes nothing for the colleague',
  story(async ({ scope }) => {
    const claire = colleague(scope);
    const shared = await views.addView(claire, draft('Nouveaux arrivants'));
    await views.shareView(claire, shared.id);
    await views.noteLook(scope, { list: 'contacts', view: 'all', columns: null, sort: '-change' });
    const later = { ...scope, now: '2099-01-01T00:00:00.000Z' };
    await views.noteLook(later, { list: 'contacts', view: shared.id, columns: ['name', 'email'], sort: null });
    expect(await views.listViews(scope, 'contacts')).toMatchObject({
      last: shared.id,
      looks: [
        { view: shared.id, columns: ['name', 'email'], sort: null },
        { view: 'all', columns: null, sort: '-change' },
      ],
    });
    expect(await views.listViews(claire, 'contacts')).toMatchObject({ looks: [], last: null });
    await views.unshareView(claire, shared.id);
    expect(await views.listViews(scope, 'contacts')).toMatchObject({ items: [], last: 'all' });
  }),
);
