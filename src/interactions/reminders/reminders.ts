import { sql } from 'kysely';
import { z } from 'zod';
import { getContact } from '../../contacts/contacts.ts';
import { day, id } from '../../platform/contract.ts';
import { cutPage, readCursor } from '../../platform/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { invalid, missing, stale, when } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { interactionsDb } from '../tables.ts';
import type { Reminder, ReminderDraft } from './contract.ts';

interface Asked {
  of: 'mine' | 'everyone';
  until?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const place = z.tuple([day, id]);

/** What is not done yet, the oldest first. */
export async function listReminders(
  scope: Scope,
  { of, until, limit, cursor }: Asked,
): Promise<{ items: Reminder[]; nextCursor: string | null }> {
  let due = told(scope).where('reminders.doneAt', 'is', null).where('contacts.archivedAt', 'is', null);
  if (of === 'mine') due = due.where((one) => one.or([one('assigneeId', 'is', null), one('assigneeId', '=', ownId(scope))]));
  if (until) due = due.where('dueOn', '<=', until);
  if (cursor) {
    const [dueOn, lastId] = readCursor(place, cursor);
    due = due.where(sql<boolean>`(reminders.due_on, reminders.id) > (${dueOn}::date, ${lastId}::uuid)`);
  }
  const rows = await due
    .orderBy('dueOn')
    .orderBy('reminders.id')
    .limit(limit + 1)
    .execute();
  const { kept, nextCursor } = cutPage(rows, limit, (row) => [row.dueOn, row.id]);
  return { items: kept.map(asReminder), nextCursor };
}

/** Of one contact: what is to be done, then what was, the latest first. */
export async function listRemindersOf(scope: Scope, contactId: string): Promise<Reminder[]> {
  await getContact(scope, contactId);
  const rows = await told(scope)
    .where('reminders.contactId', '=', contactId)
    .orderBy(sql`done_at is not null`)
    .orderBy('dueOn')
    .orderBy('reminders.id')
    .limit(100)
    .execute();
  return rows.map(asReminder);
}

export async function addReminder(scope: Scope, contactId: string, draft: ReminderDraft): Promise<Reminder> {
  await getContact(scope, contactId);
  const reminder = { id: newId(), contactId, ...draft, createdBy: scope.actor.name, createdAt: scope.now };
  await interactionsDb(scope)
    .insertInto('reminders')
    .values({ ...reminder, doneAt: null })
    .execute()
    .catch(refuseStranger);
  return getReminder(scope, reminder.id);
}

export async function changeReminder(
  scope: Scope,
  reminderId: string,
  { version, draft }: { version: number; draft: ReminderDraft },
): Promise<Reminder> {
  const changed = await interactionsDb(scope)
    .updateTable('reminders')
    .set({ ...draft, version: version + 1 })
    .where('id', '=', reminderId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
    .catch(refuseStranger);
  const reminder = await getReminder(scope, reminderId);
  if (!changed) throw stale();
  return reminder;
}

export const completeReminder = (scope: Scope, reminderId: string) =>
  markDone(scope, reminderId, { doneAt: scope.now, doneBy: scope.actor.name });

export const reopenReminder = (scope: Scope, reminderId: string) => markDone(scope, reminderId, { doneAt: null, doneBy: '' });

export async function removeReminder(scope: Scope, reminderId: string): Promise<void> {
  await getReminder(scope, reminderId);
  await interactionsDb(scope).deleteFrom('reminders').where('id', '=', reminderId).execute();
}

async function markDone(scope: Scope, reminderId: string, mark: { doneAt: string | null; doneBy: string }): Promise<Reminder> {
  await interactionsDb(scope)
    .updateTable('reminders')
    .set((reminder) => ({ ...mark, version: reminder('version', '+', 1) }))
    .where('id', '=', reminderId)
    .where('doneAt', mark.doneAt ? 'is' : 'is not', null)
    .execute();
  return getReminder(scope, reminderId);
}

async function getReminder(scope: Scope, reminderId: string): Promise<Reminder> {
  const row = await told(scope).where('reminders.id', '=', reminderId).executeTakeFirst();
  if (!row) throw missing('reminder.missing', 'Ce rappel n’existe pas, ou n’existe plus.');
  return asReminder(row);
}

const told = (scope: Scope) =>
  interactionsDb(scope)
    .selectFrom('reminders')
    .innerJoin('contacts', (join) => join.onRef('contacts.id', '=', 'reminders.contactId'))
    .leftJoin('teamMembers', (join) => join.onRef('teamMembers.id', '=', 'reminders.assigneeId'))
    .select([
      'reminders.id',
      'reminders.text',
      'dueOn',
      'createdBy',
      'reminders.createdAt',
      'doneAt',
      'doneBy',
      'reminders.version',
    ])
    .select(['reminders.contactId', 'contacts.kind', 'contacts.firstName', 'contacts.lastName', 'assigneeId'])
    .select(['teamMembers.firstName as agentFirstName', 'teamMembers.lastName as agentLastName']);

type Row = Awaited<ReturnType<ReturnType<typeof told>['execute']>>[number];

const asReminder = ({
  contactId,
  kind,
  firstName,
  lastName,
  assigneeId,
  agentFirstName,
  agentLastName,
  ...row
}: Row): Reminder => ({
  ...row,
  contact: { id: contactId, kind, firstName, lastName },
  assignee: assigneeId ? { id: assigneeId, name: `${agentFirstName} ${agentLastName}`.trim() } : null,
});

/** A program's key assigns nothing to itself. */
const ownId = ({ actor }: Scope) => (actor.kind === 'team_member' ? actor.id : null);

const refuseStranger = when('reminder_assignee_exists', () =>
  invalid('reminder.stranger', 'Cette personne n’est pas de l’équipe de la mairie.', [
    { field: 'assigneeId', message: 'Choisissez quelqu’un de l’équipe.' },
  ]),
);
