import fc from 'fast-check';
import { expect, test } from 'vitest';
import { live, type Past } from '../../test/past.ts';
import { story } from '../../test/town.ts';
import { contactsDb } from '../contacts/tables.ts';
import type { InteractionKind } from '../interactions/contract.ts';
import { interactionsFootprint } from '../interactions/footprint.ts';
import type { Scope } from '../platform/scope.ts';
import { type EngagementLevel, engagementLevel, type Thresholds, thresholds } from './contract.ts';
import {
  changeEngagementRule,
  engagementOf,
  explainEngagement,
  getEngagementRule,
  isEngaged,
  listEngagementRules,
  previewLevels,
} from './engagement.ts';
import { engagementSentence, rulePhrases } from './labels.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const levelOf = async (scope: Scope, contactId: string): Promise<EngagementLevel> =>
  (
    await contactsDb(scope)
      .selectFrom('contacts')
      .where('id', '=', contactId)
      .select(engagementOf(scope).as('level'))
      .executeTakeFirstOrThrow()
  ).level;

test.each<[string, Past, EngagementLevel]>([
  [
    'acted three times in ninety days',
    [
      ['call', 1],
      ['visit', 89],
      ['meeting', 89],
    ],
    'very_active',
  ],
  [
    'acted twice in ninety days, and before',
    [
      ['call', 1],
      ['visit', 89],
      ['meeting', 91],
    ],
    'active',
  ],
  ['acted once in the year', [['visit', 364]], 'active'],
  [
    'acted long ago and was written to',
    [
      ['visit', 366],
      ['letter_received', 30],
    ],
    'passive',
  ],
  ['was written to, time and again', Array.from({ length: 20 }, (_, days) => ['letter_received', days]), 'passive'],
  [
    'agreed to be written to: a sign, not an act',
    [
      ['consent_given', 3],
      ['consent_given', 2],
      ['consent_refused', 2],
    ],
    'passive',
  ],
  ['asked to be left alone: a sign, not an act', [['opted_out', 1]], 'passive'],
  ['was spoken of between agents', [['note', 1]], 'dormant'],
  ['came in a file', [['imported', 1]], 'dormant'],
  ['was written to in vain', [['letter_refused', 1]], 'dormant'],
  [
    'was last heard of a year and a day ago',
    [
      ['visit', 366],
      ['letter_received', 366],
    ],
    'dormant',
  ],
  ['has no history', [], 'dormant'],
])('someone who %s', (_, past, level) =>
  story(async ({ scope, lea }) => {
    await live(scope, lea.id, past);
    expect(await levelOf(scope, lea.id)).toBe(level);
    expect((await explainEngagement(scope, lea.id)).level).toBe(level);
  })(),
);

test(
  'the level follows what happens at once: a merge, a forgetting',
  story(async ({ scope, lea, karim }) => {
    await live(scope, karim.id, [
      ['call', 2],
      ['call', 3],
      ['visit', 4],
    ]);
    await interactionsFootprint.hand(scope, karim.id, lea.id);
    expect([await levelOf(scope, lea.id), await levelOf(scope, karim.id)]).toEqual(['very_active', 'dormant']);
    await interactionsFootprint.forget(scope, lea.id);
    expect(await levelOf(scope, lea.id)).toBe('dormant');
  }),
);

const stricter: Thresholds = { veryActiveActs: 12, veryActiveDays: 30, activeActs: 2, activeDays: 180, passiveDays: 730 };

test(
  'the mairie changes its rule, one agent at a time, and its versions stay',
  story(async ({ scope, lea, nextDoor }) => {
    await live(scope, lea.id, [
      ['call', 1],
      ['visit', 2],
      ['meeting', 3],
    ]);
    expect(await getEngagementRule(scope)).toMatchObject({ version: 0, veryActiveActs: 3, changedBy: '' });
    expect(await changeEngagementRule(scope, stricter, 0)).toMatchObject({ ...stricter, version: 1, changedBy: 'Nadia Ferrand' });
    expect(await levelOf(scope, lea.id)).toBe('active');
    await expect(changeEngagementRule(scope, stricter, 0)).rejects.toMatchObject({ kind: 'stale' });
    expect((await listEngagementRules(scope)).map(({ version }) => version)).toEqual([1, 0]);
    expect(await nextDoor(getEngagementRule)).toMatchObject({ version: 0 });
  }),
);

test.each<[Partial<Thresholds>, string]>([
  [{ activeActs: 4 }, 'veryActiveActs'],
  [{ veryActiveDays: 400 }, 'veryActiveDays'],
  [{ passiveDays: 300 }, 'passiveDays'],
  [{ veryActiveActs: 13 }, 'veryActiveActs'],
  [{ activeDays: 0 }, 'activeDays'],
])('a rule where %j is refused at %s: each level asks less than the one above', (change, field) => {
  const usual = { veryActiveActs: 3, veryActiveDays: 90, activeActs: 1, activeDays: 365, passiveDays: 365 };
  expect(thresholds.safeParse({ ...usual, ...change }).error?.issues.map(({ path }) => path[0])).toContain(field);
});

test(
  'an agent sees what a rule would change before it is kept',
  story(async ({ scope, lea, karim }) => {
    await live(scope, lea.id, [
      ['call', 1],
      ['visit', 2],
      ['meeting', 3],
    ]);
    await live(scope, karim.id, [['letter_received', 400]]);
    const rule = await getEngagementRule(scope);
    expect(await previewLevels(scope, rule)).toEqual({ veryActive: 1, active: 0, passive: 0, dormant: 2 });
    expect(await previewLevels(scope, stricter)).toEqual({ veryActive: 0, active: 1, passive: 1, dormant: 1 });
    expect((await getEngagementRule(scope)).version).toBe(0);
  }),
);

test(
  'whatever the past, asking for some levels keeps exactly those at these levels',
  story(async ({ scope, lea, karim, judo }) => {
    const past = fc.array(
      fc.tuple(
        fc.constantFrom<InteractionKind>('call', 'letter_received', 'note', 'opted_out'),
        fc.constantFrom(1, 89, 91, 364, 366),
      ),
      { maxLength: 5 },
    );
    const ids = [lea.id, karim.id, judo.id];
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(past, past, past),
        fc.subarray(engagementLevel.options, { minLength: 1 }),
        async (pasts, levels) => {
          for (const [rank, contactId] of ids.entries()) {
            await interactionsFootprint.forget(scope, contactId);
            await live(scope, contactId, pasts[rank] ?? []);
          }
          const rows = await contactsDb(scope)
            .selectFrom('contacts')
            .select([engagementOf(scope).as('level'), isEngaged(scope, levels).as('isIn')])
            .execute();
          expect(rows.map(({ isIn }) => isIn)).toEqual(rows.map(({ level }) => levels.includes(level)));
        },
      ),
      { numRuns: 40 },
    );
  }),
  60_000,
);

test(
  'the record tells the level in a sentence, with the facts and twelve months',
  story(async ({ scope: today, lea, karim }) => {
    const scope = { ...today, now: '2026-11-22T10:00:00.000Z' };
    await live(scope, lea.id, [
      ['call', 1],
      ['visit', 40],
      ['meeting', 41],
      ['letter_received', 41],
      ['note', 2],
      ['visit', 500],
    ]);
    const told = await explainEngagement(scope, lea.id);
    expect(told).toMatchObject({ level: 'very_active', acts: 3, days: 90, lastActAt: '2026-11-21T10:00:00.000Z' });
    expect(told.months.map(({ month }) => month)).toEqual([
      ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'],
      ...['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'],
    ]);
    expect(told.months.slice(-2)).toEqual([
      { month: '2026-10', acts: 2, received: 1 },
      { month: '2026-11', acts: 1, received: 0 },
    ]);
    expect(plain(engagementSentence(told))).toBe('3 échanges à son initiative en 90 jours. La règle de la mairie en demande 3.');

    expect(plain(engagementSentence(await explainEngagement(scope, karim.id)))).toBe('Aucun échange pour l’instant.');
    await live(scope, karim.id, [['letter_received', 400]]);
    expect(plain(engagementSentence(await explainEngagement(scope, karim.id)))).toBe(
      'Aucun signe depuis le 18 octobre 2025, il y a plus de 365 jours.',
    );
    await live(scope, karim.id, [
      ['letter_received', 9],
      ['visit', 400],
    ]);
    expect(plain(engagementSentence(await explainEngagement(scope, karim.id)))).toBe(
      'Rien à son initiative depuis le 18 octobre 2025, mais un signe dans les 365 jours : le dernier le 13 novembre 2026.',
    );
    expect(plain(rulePhrases(told.rule).active)).toBe('au moins 1 échange à son initiative en 365 jours');
  }),
);
