import { useQueryClient } from '@tanstack/react-query';
import { call, type Refusal } from '../../../platform/client.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import type { Doubt } from '../../../ui/forms/InPlace.tsx';
import { type Contact, type ContactChange, contactsApi } from '../../contract.ts';
import type { CustomField } from '../../fields/contract.ts';
import { customValueInWords } from '../../fields/labels.ts';
import { fieldLabel } from '../../labels.ts';

/** Two colleagues may write at once a few times; beyond that something else is wrong. */
const ATTEMPTS = 5;

/**
 * Saves what was corrected on a record as it was read. Others' changes to other fields are kept; a change to the same one is
 * shown before anything is overwritten (trust R-10).
 */
export function useRecordSaving(fields: readonly CustomField[]) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: [contactsApi.show.route] });

  async function save(asked: Asked): Promise<Doubt | undefined> {
    const refusal = await send(asked);
    if (!refusal) return void (await refresh());
    if (refusal.code === 'note.may_be_sensitive') return rereading(refusal, () => save({ ...asked, isReread: true }));
    if (refusal.status !== 412 || asked.attempt === ATTEMPTS) throw refusal;
    const latest = await readAgain(asked.read.id);
    const theirs = changedMeanwhile({ ...asked, latest }, fields);
    if (!theirs) return save({ ...asked, version: latest.version, attempt: asked.attempt + 1 });
    await refresh();
    return conflict(latest.changedBy, theirs, () => save({ ...asked, read: latest, version: latest.version }));
  }

  /** Said once saved, and undone by one press. */
  return async (read: Contact, changes: ContactChange, said: string): Promise<Doubt | undefined> => {
    const asked = { read, changes, version: read.version, isReread: false, attempt: 1 };
    const undo = async () => {
      const now = await readAgain(read.id);
      await save({ ...asked, read: now, version: now.version, changes: asBefore(read, changes), isReread: true });
    };
    const doubt = await save(asked);
    if (!doubt) announce(said, () => void undo());
    return doubt;
  };
}

interface Asked {
  /** The record as it was when the agent began to write. */
  read: Contact;
  changes: ContactChange;
  /** The record as it is now. */
  version: number;
  isReread: boolean;
  attempt: number;
}

const readAgain = (contactId: string) => call(contactsApi.show, { params: { contactId } });

/** What was refused; undefined when it was written. */
const send = ({ read, changes, version, isReread }: Asked): Promise<Refusal | undefined> =>
  call(
    contactsApi.change,
    { params: { contactId: read.id }, query: isReread ? { isReread: 'true' } : {}, body: changes },
    { version },
  ).then(
    () => undefined,
    (refusal: Refusal) => refusal,
  );

const conflict = (who: string, theirs: string, overwrite: () => Promise<Doubt | undefined>): Doubt => ({
  title: `${who} vient de changer ce champ`,
  text: theirs,
  proceed: { label: 'Garder ma saisie', act: overwrite },
  giveUp: 'Garder la sienne',
});

const rereading = ({ message, errors }: Refusal, proceed: () => Promise<Doubt | undefined>): Doubt => ({
  title: message,
  text: errors.map((one) => one.message).join(' '),
  proceed: { label: 'Enregistrer quand même', act: proceed },
  giveUp: 'Corriger',
});

/** What a colleague wrote where one was about to write; undefined when they wrote elsewhere. */
function changedMeanwhile(
  { read, latest, changes }: Asked & { latest: Contact },
  fields: readonly CustomField[],
): string | undefined {
  const { custom = {}, ...natives } = changes;
  const differing = (Object.keys(natives) as (keyof typeof natives & keyof typeof fieldLabel)[])
    .filter((field) => !isSame(read[field], latest[field]))
    .map((field) => `${fieldLabel[field]}\u00a0: ${latest[field] || 'vidé'}`);
  const own = fields
    .filter(({ id }) => id in custom && !isSame(read.custom[id], latest.custom[id]))
    .map((field) => `${field.label}\u00a0: ${customValueInWords(field, latest.custom[field.id]) || 'vidé'}`);
  const all = [...differing, ...own];
  return all.length > 0 ? all.join(' · ') : undefined;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** What puts each changed field back. */
function asBefore(read: Contact, { custom = {}, ...natives }: ContactChange): ContactChange {
  const fieldsBefore = Object.keys(natives).map((field) => [field, read[field as keyof Contact]]);
  const customBefore = Object.keys(custom).map((fieldId) => [fieldId, read.custom[fieldId] ?? null]);
  return {
    ...Object.fromEntries(fieldsBefore),
    ...(customBefore.length > 0 ? { custom: Object.fromEntries(customBefore) } : {}),
  };
}
