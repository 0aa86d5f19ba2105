import { describe, expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import { addTheme, archiveTheme, changeTheme, listThemes, orderThemes, restoreTheme } from '../themes/themes.ts';
import {
  addDistrict,
  archiveDistrict,
  changeDistrict,
  listDistricts,
  orderDistricts,
  proposeDistrict,
  restoreDistrict,
} from './districts.ts';

describe('districts', () => {
  test(
    'come in the order the mairie put them in, and one name is for one district',
    story(async ({ scope, transact }) => {
      const [bourg, bellerive] = [
        await addDistrict(scope, { name: 'Le Bourg', streets: [] }),
        await addDistrict(scope, { name: 'Bellerive', streets: [] }),
      ];
      await orderDistricts(scope, [bellerive.id, bourg.id]);
      expect((await listDistricts(scope)).map(({ name }) => name)).toEqual(['Bellerive', 'Le Bourg']);
      const twin = transact((later) => addDistrict(later, { name: 'BELLERIVE', streets: [] }));
      await expect(twin).rejects.toMatchObject({ code: 'district.name_taken' });
    }),
  );

  test(
    'the second of two agents who change one is told',
    story(async ({ scope }) => {
      const { id } = await addDistrict(scope, { name: 'Bourg', streets: [] });
      await changeDistrict(scope, id, { version: 1, draft: { name: 'Le Bourg', streets: ['rue du Four'] } });
      const late = changeDistrict(scope, id, { version: 1, draft: { name: 'Centre', streets: [] } });
      await expect(late).rejects.toMatchObject({ kind: 'stale' });
    }),
  );

  test.each([
    ['12 rue du Gué', 'Le Bourg'],
    ['12, RUE DU GUE', 'Le Bourg'],
    ['3 bis rue du Gué Neuf', 'Bellerive'],
    ['rue du Guérisseur', null],
    ['4 place de l’Église', 'Le Bourg'],
    ['', null],
  ])('an address at « %s » proposes %s', (addressLine, name) =>
    story(async ({ scope }) => {
      const bourg = await addDistrict(scope, { name: 'Le Bourg', streets: ['rue du Gué', 'place de l’église'] });
      const bellerive = await addDistrict(scope, { name: 'Bellerive', streets: ['rue du Gué Neuf'] });
      const proposed = await proposeDistrict(scope, addressLine);
      expect([bourg, bellerive].find(({ id }) => id === proposed)?.name ?? null).toBe(name);
    })(),
  );

  test(
    'one set aside is proposed no more, until it is taken back',
    story(async ({ scope }) => {
      const { id } = await addDistrict(scope, { name: 'Le Bourg', streets: ['rue du Gué'] });
      expect(await archiveDistrict(scope, id)).toMatchObject({ archivedAt: scope.now, version: 2 });
      expect(await proposeDistrict(scope, '12 rue du Gué')).toBeNull();
      expect(await restoreDistrict(scope, id)).toMatchObject({ archivedAt: null, version: 3 });
      expect(await proposeDistrict(scope, '12 rue du Gué')).toBe(id);
    }),
  );
});

test(
  'themes are named, ordered, set aside and taken back',
  story(async ({ scope, transact, nextDoor }) => {
    const [school, roads] = [await addTheme(scope, { name: 'École' }), await addTheme(scope, { name: 'Voirie' })];
    await orderThemes(scope, [roads.id, school.id]);
    const renamed = await changeTheme(scope, school.id, { version: 1, draft: { name: 'Écoles' } });
    await archiveTheme(scope, roads.id);
    expect(await listThemes(scope)).toMatchObject([
      { name: 'Voirie', archivedAt: scope.now },
      { name: renamed.name, archivedAt: null },
    ]);
    expect(await restoreTheme(scope, roads.id)).toMatchObject({ archivedAt: null });
    await expect(transact((later) => addTheme(later, { name: 'ecoles' }))).rejects.toMatchObject({ code: 'theme.name_taken' });
    expect(await nextDoor(listThemes)).toEqual([]);
  }),
);
