import { expect, test } from 'vitest';
import { live } from '../../test/past.ts';
import { story } from '../../test/town.ts';
import { contactsDb } from '../contacts/tables.ts';
import { changeSolicitationLimit, countOverSolicited, getSolicitationLimit } from './engagement.ts';

test(
  'one is much solicited from so many letters received in thirty days, as the mairie sets it',
  story(async ({ scope, lea, karim }) => {
    const everyone = contactsDb(scope).selectFrom('contacts').select('id');
    await live(scope, lea.id, [
      ['letter_received', 1],
      ['letter_received', 2],
      ['letter_received', 20],
      ['letter_received', 31],
      ['letter_refused', 1],
    ]);
    expect(await getSolicitationLimit(scope)).toMatchObject({ letters: 4, version: 0 });
    expect(await countOverSolicited(scope, everyone)).toBe(0);
    await live(scope, lea.id, [['letter_received', 29]]);
    await live(scope, karim.id, [['letter_received', 3]]);
    expect(await countOverSolicited(scope, everyone)).toBe(1);
    expect(await changeSolicitationLimit(scope, 1, 0)).toMatchObject({ letters: 1, version: 1, changedBy: 'Nadia Ferrand' });
    expect(await countOverSolicited(scope, everyone)).toBe(2);
    await expect(changeSolicitationLimit(scope, 3, 0)).rejects.toMatchObject({ kind: 'stale' });
    expect(await changeSolicitationLimit(scope, 12, 1)).toMatchObject({ letters: 12, version: 2 });
    expect(await countOverSolicited(scope, everyone)).toBe(0);
  }),
);
