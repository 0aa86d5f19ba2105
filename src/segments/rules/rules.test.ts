import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRule, type Neighbour, neighbour, TODAY } from '../../../test/rules/drawn.ts';
import { isChosen } from '../../../test/rules/plain-reading.ts';
import { settle, shape } from '../../../test/rules/settled.ts';
import { story } from '../../../test/town.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { Problem } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { explain } from '../explanation.ts';
import { contactsIn, countRule } from '../segments.ts';
import { namesIn, noVocabulary } from '../web/builder.ts';
import { type Rule, rule } from './contract.ts';
import { sentenceText } from './labels.ts';

test(
  'the database chooses exactly those whom a plain reading of the rule chooses',
  story(async ({ scope: today }) => {
    const scope = { ...today, now: TODAY };
    await contactsDb(scope).deleteFrom('contacts').execute();
    await shape(scope);
    await fc.assert(
      fc.asyncProperty(
        fc.array(neighbour, { minLength: 1, maxLength: 12 }),
        fc.array(anyRule, { minLength: 24, maxLength: 24 }),
        async (people, rules) => {
          const settled = await settle(scope, people);
          for (const drawn of rules) await agree(scope, settled, drawn);
          await contactsDb(scope).deleteFrom('contacts').execute();
        },
      ),
      { numRuns: 20 },
    );
  }),
  120_000,
);

async function agree(scope: Scope, settled: Map<string, Neighbour>, drawn: Rule) {
  const expected = [...settled].filter(([, person]) => isChosen(person, drawn)).map(([id]) => id);
  const rows = await (await contactsIn(scope, drawn)).execute();
  expect(rows.map(({ id }) => id).sort(), JSON.stringify(drawn)).toEqual(expected.sort());
  const counted = await countRule(scope, drawn);
  expect(counted.total).toBe(expected.length);
  expect(Object.values(counted.reach).reduce((sum, count) => sum + count, 0)).toBe(expected.length);
  const [someone = ''] = settled.keys();
  expect((await explain(scope, { rule: drawn, contactId: someone })).matches).toBe(expected.includes(someone));
}

test(
  'whatever is sent as a rule is counted or refused, never a failure',
  story(async ({ scope }) => {
    const odd = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u0000', '\ud800', '0000-01-01', '9999-12-31', -1, 1e9, 2 ** 53, {}, [], null),
    );
    /** A sound rule in which one place holds something else. */
    const spoilt = fc.tuple(anyRule, odd, fc.nat()).map(([sound, value, place]) => {
      let left = place % 40;
      return JSON.parse(JSON.stringify(sound), (_, kept: unknown) => (left-- === 0 ? value : kept)) as unknown;
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoilt, fc.anything()), async (sent) => {
        const read = rule.safeParse(sent);
        if (!read.success) return;
        // Nothing it names exists here: told as a refusal, or counted as nobody.
        await countRule(scope, read.data).catch((error: unknown) => expect(error).toBeInstanceOf(Problem));
        expect(sentenceText(read.data, namesIn(noVocabulary))).toMatch(/\.$/);
      }),
      { numRuns: 700 },
    );
  }),
  120_000,
);
