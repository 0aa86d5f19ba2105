import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { contact, emailDraft, phoneDraft } from '../contract.ts';

/** All of a contact's e-mails and phones as they become, in their order; with none marked, the first is preferred. */
export const meansDraft = z.object({
  emails: z.array(emailDraft).max(20).default([]),
  phones: z.array(phoneDraft).max(20).default([]),
});
export type MeansDraft = z.output<typeof meansDraft>;

export const meansApi = {
  change: endpoint('PATCH /contacts/:contactId/means', {
    access: 'contacts.write',
    summary: 'Remplace les adresses e-mail et les téléphones d’un contact, et dit lesquels préférer.',
    body: meansDraft,
    reply: contact,
  }),
};
