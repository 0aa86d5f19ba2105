import { sql } from 'kysely';
import { nextPosition, putInOrder, setAside } from '../../platform/arrangement.ts';
import { newId } from '../../platform/ids.ts';
import { conflict, invalid, missing, stale, when } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { folded } from '../../platform/text.ts';
import { dayOf } from '../../platform/time.ts';
import { fieldLabel } from '../labels.ts';
import { subjectLabel } from '../lexicon/labels.ts';
import { type Finding, sensitiveLabel } from '../lexicon/lexicon.ts';
import { contactsDb } from '../tables.ts';
import type { CustomField, FieldChange, FieldUsage, FieldUse, NewField } from './contract.ts';

/** Every field, in the order of the records, archived ones among them. */
export async function listFields(scope: Scope): Promise<CustomField[]> {
  const db = contactsDb(scope);
  const fields = await db.selectFrom('customFields').selectAll().orderBy('position').orderBy('id').execute();
  if (fields.length === 0) return [];
  const options = await db
    .selectFrom('customFieldOptions')
    .select(['id', 'label', 'archivedAt', 'customFieldId'])
    .orderBy('position')
    .orderBy('id')
    .execute();
  return fields.map((field) => ({
    ...field,
    options: options
      .filter(({ customFieldId }) => customFieldId === field.id)
      .map(({ id, label, archivedAt }) => ({ id, label, isArchived: archivedAt !== null })),
  }));
}

export async function addField(scope: Scope, draft: NewField): Promise<CustomField> {
  const { options, approval, ...definition } = draft;
  refuseNative(draft.label);
  const vouched = vouchedFor(scope, draft);
  const field = { id: newId(), ...definition, approval: vouched, position: await nextPosition(scope, 'custom_fields') };
  await contactsDb(scope)
    .insertInto('customFields')
    .values({ ...field, createdAt: scope.now })
    .execute()
    .catch(refuseTakenLabel);
  await keepOptions(scope, { ...field, options: [] }, options);
  return getField(scope, field.id);
}

/** The definition as it becomes. Values keep the ids of their options: renaming or archiving one loses nothing. */
export async function changeField(
  scope: Scope,
  fieldId: string,
  { version, change }: { version: number; change: FieldChange },
): Promise<CustomField> {
  const known = await getField(scope, fieldId);
  const { options, approval, ...definition } = change;
  refuseNative(change.label);
  const vouched = vouchedFor(scope, change, known);
  const changed = await contactsDb(scope)
    .updateTable('customFields')
    .set({ ...definition, approval: vouched, version: version + 1 })
    .where('id', '=', fieldId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
    .catch(refuseTakenLabel);
  if (!changed) throw stale();
  await keepOptions(scope, known, options);
  return getField(scope, fieldId);
}

export const orderFields = (scope: Scope, fieldIds: readonly string[]) => putInOrder(scope, 'custom_fields', fieldIds);

export async function archiveField(scope: Scope, fieldId: string): Promise<CustomField> {
  await setAside(scope, 'custom_fields', { id: fieldId, archivedAt: scope.now });
  return getField(scope, fieldId);
}

export async function restoreField(scope: Scope, fieldId: string): Promise<CustomField> {
  await setAside(scope, 'custom_fields', { id: fieldId, archivedAt: null });
  return getField(scope, fieldId);
}

/** What relies on a field, as a module of the floors above tells it. */
export type UsesOfField = (scope: Scope, fieldId: string) => Promise<FieldUse[]>;

/** How many records hold a value, option by option, and what relies on the field: to be known before it is archived. */
export async function usageOfField(scope: Scope, fieldId: string, tellers: readonly UsesOfField[]): Promise<FieldUsage> {
  const field = await getField(scope, fieldId);
  const value = sql`contacts.custom -> ${fieldId}::text`;
  const bearers = contactsDb(scope)
    .selectFrom('contacts')
    .where('archivedAt', 'is', null)
    .where(sql<boolean>`${value} is not null`);
  const { contactCount } = await bearers.select(({ fn }) => fn.countAll<number>().as('contactCount')).executeTakeFirstOrThrow();
  const chosen = sql<string>`jsonb_array_elements_text(
    case jsonb_typeof(${value}) when 'array' then ${value} else jsonb_build_array(${value}) end)`;
  const options = hasOptions(field)
    ? await contactsDb(scope)
        .with('answers', () => bearers.select(chosen.as('id')))
        .selectFrom('answers')
        .select(({ fn }) => ['id', fn.countAll<number>().as('contactCount')])
        .groupBy('id')
        .execute()
    : [];
  const uses = await Promise.all(tellers.map((tell) => tell(scope, fieldId)));
  return { contactCount, options, uses: uses.flat() };
}

async function getField(scope: Scope, fieldId: string): Promise<CustomField> {
  const field = (await listFields(scope)).find(({ id }) => id === fieldId);
  if (!field) throw missing('field.missing', 'Ce champ n’existe pas, ou n’existe plus.');
  return field;
}

const hasOptions = ({ kind }: Pick<CustomField, 'kind'>) => kind === 'choice' || kind === 'choices';

interface DraftOption {
  id?: string | null;
  label: string;
  isArchived?: boolean;
}

/** The options in their new order; those known and no longer named are archived after them. */
async function keepOptions(
  scope: Scope,
  field: Pick<CustomField, 'id' | 'kind' | 'options'>,
  drafts: readonly DraftOption[],
): Promise<void> {
  const known = new Set(field.options.map(({ id }) => id));
  if (hasOptions(field) === drafts.every(({ isArchived }) => isArchived)) throw hasOptions(field) ? noOption() : uselessOption();
  if (drafts.some(({ id }) => id && !known.has(id)))
    throw missing('field.option_missing', 'Cette réponse n’existe pas, ou n’existe plus.');
  const named = new Set(drafts.map(({ id }) => id));
  const left = field.options.filter(({ id }) => !named.has(id)).map((option) => ({ ...option, isArchived: true }));
  const rows = [...drafts, ...left].map(({ id, label, isArchived }: DraftOption, at) => ({
    id: id ?? newId(),
    customFieldId: field.id,
    label,
    position: at + 1,
    archivedAt: isArchived ? scope.now : null,
  }));
  if (rows.length === 0) return;
  await contactsDb(scope)
    .insertInto('customFieldOptions')
    .values(rows)
    .onConflict((taken) =>
      taken.constraint('custom_field_options_pkey').doUpdateSet((option) => ({
        label: option.ref('excluded.label'),
        position: option.ref('excluded.position'),
        archivedAt: option.ref('excluded.archivedAt'),
      })),
    )
    .execute()
    .catch(refuseTwinOptions);
}

/** RGPD art. 9 and 10: what sounds sensitive is kept only if the data-protection officer agreed, and an administrator says so (trust P-23). */
function vouchedFor(scope: Scope, draft: Vouched, known?: CustomField): CustomField['approval'] {
  const former = new Set([known?.label, ...(known?.options ?? []).map(({ label }) => label)]);
  const finding = [draft.label, ...draft.options.map(({ label }) => label)]
    .filter((text) => !former.has(text))
    .map(sensitiveLabel)
    .find((found) => found !== undefined);
  if (!finding) return known?.approval ?? null;
  if (!draft.approval) throw needsApproval(finding);
  if (draft.approval.approvedOn > dayOf(scope.now)) throw approvedTomorrow();
  return { ...draft.approval, by: scope.actor.name };
}

type Vouched = Pick<NewField, 'label' | 'approval'> & { options: readonly { label: string }[] };

const needsApproval = ({ word, subject }: Finding) =>
  invalid(
    'field.sensitive',
    `«\u00a0${word}\u00a0» annonce une donnée sensible (${subjectLabel[subject]}). La loi l’interdit sauf exception (RGPD, articles 9 et 10)\u00a0: il faut l’accord de votre délégué à la protection des données.`,
    [{ field: 'approval.dpo', message: 'Indiquez qui a donné son accord, ou choisissez un autre nom.' }],
  );

const approvedTomorrow = () =>
  invalid('field.approved_in_future', 'L’accord du délégué ne peut pas être daté de demain.', [
    { field: 'approval.approvedOn', message: 'Cette date est dans le futur.' },
  ]);

/** Two fields of one name, one of which everybody has: agents would fill one or the other. */
function refuseNative(label: string): void {
  const native = Object.values(fieldLabel).find((one) => folded(one) === folded(label));
  if (native)
    throw invalid('field.native', `Chaque fiche a déjà un champ «\u00a0${native}\u00a0».`, [
      { field: 'label', message: 'Choisissez un autre nom.' },
    ]);
}

const noOption = () =>
  invalid('field.without_option', 'Ce champ a besoin d’au moins une réponse possible.', [
    { field: 'options', message: 'Ajoutez une réponse possible.' },
  ]);
const uselessOption = () =>
  invalid('field.useless_option', 'Cette sorte de champ n’a pas de réponses au choix.', [
    { field: 'options', message: 'Retirez les réponses, ou choisissez une autre sorte de champ.' },
  ]);
const refuseTakenLabel = when('custom_field_label_taken', () =>
  conflict('field.label_taken', 'Un champ porte déjà ce nom\u00a0: s’il est archivé, restaurez-le.'),
);
const refuseTwinOptions = when('custom_field_option_taken', () =>
  invalid('field.twin_options', 'Deux réponses portent le même nom.', [
    { field: 'options', message: 'Donnez un nom différent à chaque réponse.' },
  ]),
);
