import { getContact } from '../../contacts/contacts.ts';
import type { Contact } from '../../contacts/contract.ts';
import { tallyInteractions } from '../../interactions/interactions.ts';
import type { Scope } from '../../platform/scope.ts';
import { listConsentProofs } from '../consents.ts';
import type { ConsentProof } from '../contract.ts';
import { contactsAt } from '../reaching.ts';
import type { Preferences } from './contract.ts';
import { preferencesOf } from './preferences.ts';

/** What an address opens. Where several people share it, nothing is shown of any of them but what they all receive there. */
export interface MyData {
  contactIds: readonly string[];
  preferences: Preferences;
  contact?: Contact;
  exchanges?: number;
  proofs?: readonly ConsentProof[];
}

export async function myDataOf(scope: Scope, email: string): Promise<MyData> {
  const contactIds = (await contactsAt(scope, email)).map(({ id }) => id);
  const [first, ...others] = contactIds;
  if (!first) return { contactIds, preferences: { channels: [], rows: [] } };
  const preferences = await preferencesOf(scope, first);
  if (others.length > 0) return { contactIds, preferences: byEmailOnly(preferences) };
  const { contact: acted, townHall: reached } = await tallyInteractions(scope, first);
  return {
    ...{ contactIds, preferences, exchanges: acted + reached },
    contact: await getContact(scope, first),
    proofs: await listConsentProofs(scope, first),
  };
}

const byEmailOnly = ({ rows }: Preferences): Preferences => ({
  channels: ['email'],
  rows: rows.map((row) => ({ ...row, cells: row.cells.filter(({ channel }) => channel === 'email') })),
});
