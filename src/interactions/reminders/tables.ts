import type { Generated } from 'kysely';

export type ReminderTables = {
  reminders: {
    id: string;
    contactId: string;
    text: string;
    dueOn: string;
    assigneeId: string | null;
    createdBy: string;
    createdAt: string;
    doneAt: string | null;
    doneBy: Generated<string>;
    version: Generated<number>;
  };
};
