import { expect, test } from 'vitest';
import { nadia } from '../../../test/cast.ts';
import { story } from '../../../test/town.ts';
import { archiveContacts } from '../../contacts/contacts.ts';
import type { Scope } from '../../platform/scope.ts';
import { addTeamMember, listColleagues } from '../../team/team.ts';
import { newNote } from '../contract.ts';
import { interactionsFootprint } from '../footprint.ts';
import { noteInteraction } from '../interactions.ts';
import { reminderDraft } from './contract.ts';
import {
  addReminder,
  changeReminder,
  completeReminder,
  listReminders,
  listRemindersOf,
  removeReminder,
  reopenReminder,
} from './reminders.ts';

const add = (scope: Scope, contactId: string, draft: object) =>
  addReminder(scope, contactId, reminderDraft.parse({ text: 'Rappeler', dueOn: '2026-12-01', ...draft }));
const everyone = { of: 'everyone', limit: 50 } as const;
const textsOf = ({ items }: { items: { text: string }[] }) => items.map(({ text }) => text);
const hire = (scope: Scope, firstName: string) =>
  addTeamMember(scope, { email: `${firstName}@exemple.example`, firstName, lastName: 'Pradier', role: 'editor' });

test(
  'what is to be done is listed from the oldest, for whoever must do it',
  story(async ({ scope, lea, karim }) => {
    const julien = await hire(scope, 'julien');
    await add(scope, lea.id, { text: 'Envoyer le plan', dueOn: '2026-12-05', assigneeId: julien.id });
    await add(scope, karim.id, { text: 'Rappeler', dueOn: '2026-11-30' });
    expect(textsOf(await listReminders(scope, everyone))).toEqual(['Rappeler', 'Envoyer le plan']);
    expect(textsOf(await listReminders(scope, { ...everyone, of: 'mine' }))).toEqual(['Rappeler']);
    const asJulien = { ...scope, actor: { ...nadia, id: julien.id } };
    expect(textsOf(await listReminders(asJulien, { ...everyone, of: 'mine' }))).toEqual(['Rappeler', 'Envoyer le plan']);
    expect(textsOf(await listReminders(scope, { ...everyone, until: '2026-12-01' }))).toEqual(['Rappeler']);
    const { nextCursor } = await listReminders(scope, { ...everyone, limit: 1 });
    expect(textsOf(await listReminders(scope, { ...everyone, cursor: nextCursor ?? '' }))).toEqual(['Envoyer le plan']);
  }),
);

test(
  'a call may leave something to do',
  story(async ({ scope, lea }) => {
    const reminder = { text: 'Rappeler jeudi', dueOn: '2026-12-03' };
    await noteInteraction(scope, lea.id, newNote.parse({ kind: 'call', note: 'Demande un devis.', reminder }));
    expect(await listRemindersOf(scope, lea.id)).toMatchObject([
      { ...reminder, contact: { firstName: 'Léa' }, createdBy: 'Nadia Ferrand', assignee: null, doneAt: null },
    ]);
  }),
);

test(
  'done, it leaves the list and says who did it; reopened, it is back; archived with the contact, it waits',
  story(async ({ scope, lea }) => {
    const { id } = await add(scope, lea.id, {});
    expect(await completeReminder(scope, id)).toMatchObject({ doneAt: scope.now, doneBy: 'Nadia Ferrand', version: 2 });
    expect(textsOf(await listReminders(scope, everyone))).toEqual([]);
    expect(await listRemindersOf(scope, lea.id)).toHaveLength(1);
    expect(await reopenReminder(scope, id)).toMatchObject({ doneAt: null, doneBy: '' });
    await archiveContacts(scope, [lea.id]);
    expect(textsOf(await listReminders(scope, everyone))).toEqual([]);
  }),
);

test(
  'it is changed one agent at a time, given to colleagues only, and removed',
  story(async ({ scope, transact, lea }) => {
    const { id } = await add(scope, lea.id, {});
    const julien = await hire(scope, 'julien');
    expect((await listColleagues(scope)).items).toMatchObject([{ id: julien.id, firstName: 'julien' }]);
    const draft = { text: 'Écrire', dueOn: '2026-12-02', assigneeId: julien.id };
    expect(await changeReminder(scope, id, { version: 1, draft })).toMatchObject({ assignee: { name: 'julien Pradier' } });
    await expect(changeReminder(scope, id, { version: 1, draft })).rejects.toMatchObject({ kind: 'stale' });
    const stranger = transact((later) => add(later, lea.id, { assigneeId: lea.id }));
    await expect(stranger).rejects.toMatchObject({ code: 'reminder.stranger', errors: [{ field: 'assigneeId' }] });
    await removeReminder(scope, id);
    expect(await listRemindersOf(scope, lea.id)).toEqual([]);
  }),
);

test(
  'reminders are part of what the person may read, and follow them in a merge',
  story(async ({ scope, lea, karim }) => {
    await add(scope, karim.id, {});
    await interactionsFootprint.hand(scope, karim.id, lea.id);
    expect(await interactionsFootprint.copyFor(scope, lea.id)).toMatchObject({
      Rappels: [{ 'À faire': 'Rappeler', Pour: '2026-12-01', Par: 'Nadia Ferrand', Fait: 'non' }],
    });
  }),
);
