import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import type { Initiative, InteractionKind } from './contract.ts';
import { interactionsDb } from './tables.ts';

/** What happened, to whom, about what; the subject is named by kind, id and label, without a key upward. */
export interface NewInteraction {
  contactId: string;
  kind: InteractionKind;
  initiative: Initiative;
  happenedAt?: string;
  subject?: { kind: string; id: string; label: string };
  note?: string;
}

/** Many rows an insert: one round trip for a batch of letters (54,000 rows/s in thousands, measured for design.md §6). */
const ROWS = 1000;

export async function recordInteraction(scope: Scope, interaction: NewInteraction): Promise<void> {
  await recordInteractions(scope, [interaction]);
}

export async function recordInteractions(scope: Scope, interactions: readonly NewInteraction[]): Promise<void> {
  for (let start = 0; start < interactions.length; start += ROWS) {
    const rows = interactions.slice(start, start + ROWS).map((one) => asRow(scope, one));
    await interactionsDb(scope).insertInto('interactions').values(rows).execute();
  }
}

const asRow = ({ actor, now }: Scope, { contactId, kind, initiative, happenedAt, subject, note }: NewInteraction) => ({
  id: newId(),
  contactId,
  kind,
  initiative,
  happenedAt: happenedAt ?? now,
  recordedAt: now,
  subjectKind: subject?.kind ?? '',
  subjectId: subject?.id ?? null,
  subjectLabel: subject?.label ?? '',
  note: note ?? '',
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
});
