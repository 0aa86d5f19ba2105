import { z } from 'zod';
import { contactKind } from '../../contacts/contract.ts';
import { blankable, day, endpoint, id, instant, pageOf, paging } from '../../platform/contract.ts';

const text = z.string().trim().min(1, 'Écrivez ce qui reste à faire.').max(300);

export const reminder = z.object({
  id,
  contact: z.object({ id, kind: contactKind, firstName: z.string(), lastName: z.string() }),
  text: z.string(),
  dueOn: day,
  /** Null: whoever reads it first. */
  assignee: z.object({ id, name: z.string() }).nullable(),
  createdBy: z.string(),
  createdAt: instant,
  doneAt: instant.nullable(),
  doneBy: z.string(),
  version: z.number().int(),
});
export type Reminder = z.infer<typeof reminder>;

export const reminderDraft = z.object({ text, dueOn: day, assigneeId: blankable(id) });
export type ReminderDraft = z.output<typeof reminderDraft>;

/** Whose reminders: those of the agent who asks and of nobody in particular, or everyone's. */
const reminderOwner = z.enum(['mine', 'everyone']);

export const remindersApi = {
  list: endpoint('GET /reminders', {
    access: 'contacts.read',
    summary: 'Liste ce qui reste à faire, le plus ancien d’abord.',
    query: paging.extend({ of: reminderOwner.default('mine'), until: day.optional() }),
    reply: pageOf(reminder),
  }),
  ofContact: endpoint('GET /contacts/:contactId/reminders', {
    access: 'contacts.read',
    summary: 'Liste ce qui reste à faire pour un contact.',
    reply: z.object({ items: z.array(reminder) }),
  }),
  add: endpoint('POST /contacts/:contactId/reminders', {
    access: 'contacts.write',
    summary: 'Planifie un rappel au sujet d’un contact.',
    body: reminderDraft,
    reply: reminder,
  }),
  change: endpoint('PATCH /reminders/:reminderId', {
    access: 'contacts.write',
    summary: 'Change un rappel, sa date ou la personne qui s’en charge.',
    body: reminderDraft,
    reply: reminder,
  }),
  complete: endpoint('POST /reminders/:reminderId/completion', {
    access: 'contacts.write',
    summary: 'Marque un rappel comme fait.',
    reply: reminder,
  }),
  reopen: endpoint('DELETE /reminders/:reminderId/completion', {
    access: 'contacts.write',
    summary: 'Remet un rappel à faire.',
    reply: reminder,
  }),
  remove: endpoint('DELETE /reminders/:reminderId', { access: 'contacts.write', summary: 'Retire un rappel.' }),
};
