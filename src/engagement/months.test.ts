import { expect, test } from 'vitest';
import { live } from '../../test/past.ts';
import { story } from '../../test/town.ts';
import { contactsDb } from '../contacts/tables.ts';
import type { Scope } from '../platform/scope.ts';
import { changeEngagementRule, countMonths, getEngagementRule, listMonths, previewLevels } from './engagement.ts';

test(
  'the year is told month by month as each one ended, by the rule in force; months that have ended stay as they were counted',
  story(async ({ scope, lea, karim }) => {
    await contactsDb(scope).updateTable('contacts').set({ collectedOn: '2024-01-01' }).execute();
    const at = (now: string): Scope => ({ ...scope, now });
    const november = at('2026-11-24T09:00:00.000Z');
    expect(await listMonths(november)).toEqual([]);
    await live(november, lea.id, [
      ['call', 20],
      ['visit', 60],
      ['meeting', 80],
    ]);
    await live(november, karim.id, [['letter_received', 200]]);
    await countMonths(november);
    const told = await listMonths(november);
    expect([told.length, told[0]?.month, told.at(-1)?.month]).toEqual([12, '2025-12', '2026-11']);
    const levels = (month: string) => told.find((one) => one.month === month);
    const all = { veryActive: 0, active: 0, passive: 0, dormant: 3 };
    expect(levels('2026-04')).toMatchObject(all);
    expect(levels('2026-05')).toMatchObject({ ...all, passive: 1, dormant: 2 });
    expect(levels('2026-09')).toMatchObject({ active: 1, passive: 1, dormant: 1 });
    expect(levels('2026-11')).toMatchObject({ veryActive: 1, active: 0, passive: 1, dormant: 1 });
    expect(await previewLevels(november, await getEngagementRule(november))).toMatchObject({ veryActive: 1, passive: 1 });

    await live(november, karim.id, [['call', 100]]);
    await countMonths(november);
    expect((await listMonths(november)).find(({ month }) => month === '2026-08')).toMatchObject({ passive: 1 });
    const strict = { veryActiveActs: 3, veryActiveDays: 10, activeActs: 2, activeDays: 30, passiveDays: 30 };
    await changeEngagementRule(november, strict, 0);
    await countMonths(november);
    expect((await listMonths(november)).at(-1)).toMatchObject({ veryActive: 0, active: 0 });
  }),
);
