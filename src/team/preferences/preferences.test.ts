import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import { newId } from '../../platform/ids.ts';
import { choosePreferences, findPreferences } from './preferences.ts';

test(
  'what a person likes follows them, and nobody else',
  story(async ({ scope, nextDoor }) => {
    expect(await findPreferences(scope)).toBe(null);
    await choosePreferences(scope, { theme: 'dark', density: 'comfort', hasShortcuts: true });
    await choosePreferences(scope, { theme: 'dark', density: 'compact', hasShortcuts: false });
    expect(await findPreferences(scope)).toEqual({ theme: 'dark', density: 'compact', hasShortcuts: false });
    expect(await findPreferences({ ...scope, actor: { ...scope.actor, id: newId() } })).toBe(null);
    expect(await nextDoor((theirs) => findPreferences(theirs))).toBe(null);
  }),
);
