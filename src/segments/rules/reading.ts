import { listFields } from '../../contacts/fields/fields.ts';
import { invalid } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { segmentsDb } from '../tables.ts';
import { type Condition, type ConditionOn, customTests, type Rule, rule as ruleSchema, whySensitive } from './contract.ts';
import { quoted } from './labels.ts';
import { type Known, nodesOf, type ReadRule } from './rules.ts';

/** Beyond that, nobody could say any more who is in it. */
const MOST_SEGMENTS = 20;

/** Reads a rule, and those of the segments it leans on; `forSegment`: the segment whose rule it is to be. */
export async function readRule(scope: Scope, rule: Rule, forSegment?: { id: string; name: string }): Promise<ReadRule> {
  const segments = new Map<string, { name: string; rule: Rule }>();
  let unread = segmentsIn(rule);
  while (unread.length > 0) {
    for (const [id, one] of await loadSegments(scope, unread)) segments.set(id, one);
    if (segments.size > MOST_SEGMENTS) throw tooManySegments();
    unread = [...segments.values()].flatMap((one) => segmentsIn(one.rule)).filter((id) => !segments.has(id));
  }
  refuseCircle({ ...(forSegment ?? { id: '', name: '' }), rule }, segments);
  const rules = [rule, ...[...segments.values()].map((one) => one.rule)];
  return { ...rule, known: { segments, fields: await readFields(scope, rules) } };
}

const on =
  <F extends Condition['field']>(field: F) =>
  (rule: Rule): ConditionOn<F>[] =>
    nodesOf(rule).flatMap(({ node }) => (node.field === field ? [node as ConditionOn<F>] : []));

const segmentsIn = (rule: Rule): string[] => [...new Set(on('segment')(rule).flatMap(({ values }) => values))];

/** Archived or not: a segment that leans on one goes on as it did. */
async function loadSegments(scope: Scope, ids: string[]): Promise<[string, { name: string; rule: Rule }][]> {
  const rows = await segmentsDb(scope).selectFrom('segments').select(['id', 'name', 'rule']).where('id', 'in', ids).execute();
  if (rows.length < new Set(ids).size)
    throw invalid(
      'segment.unknown_segment',
      'Cette règle parle d’un segment qui n’existe pas, ou n’existe plus. Choisissez-en un autre.',
    );
  return rows.map(({ id, name, rule }) => [id, { name, rule: ruleSchema.parse(rule) }]);
}

interface Leaning {
  id: string;
  name: string;
  rule: Rule;
}

/** Two segments that lean on each other would choose nobody in particular. */
function refuseCircle(start: Leaning, segments: Known['segments'], above: readonly Leaning[] = []): void {
  const trail = [...above, start];
  for (const id of segmentsIn(start.rule)) {
    const first = trail.findIndex((one) => one.id === id);
    if (first >= 0) throw inCircle(trail.slice(first).map(({ name }) => name));
    const next = segments.get(id);
    if (next) refuseCircle({ id, ...next }, segments, trail);
  }
}

async function readFields(scope: Scope, rules: readonly Rule[]): Promise<Known['fields']> {
  const asked = rules.flatMap(on('custom_field'));
  if (asked.length === 0) return new Map();
  const fields = new Map((await listFields(scope)).map((field) => [field.id, field]));
  for (const { fieldId, test } of asked) {
    const field = fields.get(fieldId);
    if (!field)
      throw invalid(
        'segment.unknown_field',
        'Cette règle parle d’un champ qui n’existe pas, ou n’existe plus. Choisissez-en un autre.',
      );
    if (field.approval) throw invalid('segment.sensitive_field', whySensitive(field.label));
    if (!customTests[field.kind].includes(test))
      throw invalid('segment.unfit_test', `Le champ ${quoted(field.label)} ne se compare pas ainsi. Choisissez un autre test.`);
  }
  return fields;
}

const tooManySegments = () =>
  invalid('segment.too_many_segments', 'Vingt segments les uns dans les autres au plus. Écrivez plutôt leurs conditions.');

const inCircle = (names: readonly string[]) =>
  invalid(
    'segment.in_circle',
    names.length === 1
      ? `Le segment ${quoted(names[0] ?? '')} ne peut pas s’appuyer sur lui-même. Choisissez-en un autre.`
      : `Les segments ${names.map(quoted).join(', ')} s’appuient l’un sur l’autre en rond. Retirez l’un d’eux de la règle.`,
  );
