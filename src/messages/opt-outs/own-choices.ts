import type { Preferences } from '../../consents/preferences/contract.ts';
import { choosePreferences, preferencesOf, stopAllButAlerts } from '../../consents/preferences/preferences.ts';
import { contactsDb } from '../../contacts/tables.ts';
import type { Entrance } from '../../platform/routes.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Place } from '../../site/layout.tsx';
import { getPlace } from '../../townhalls/townhalls.ts';
import { subscriptionIn } from '../subscription.ts';
import { glimpseOf } from './opt-outs.ts';

/** What the link of a message lets its reader choose: neither a name nor a whole address is shown (trust M-15). */
export interface OwnChoices {
  place: Place;
  glimpse: string;
  preferences: Preferences;
}

export type Choosing = (scope: Scope, contactId: string) => Promise<void>;

export const choose =
  (ticked: ReadonlySet<string>): Choosing =>
  (scope, contactId) =>
    choosePreferences(scope, [contactId], ticked);

export const stopAll: Choosing = (scope, contactId) => stopAllButAlerts(scope, [contactId]);

/** Undefined for a link that is none of ours, or of somebody no longer known. */
export async function followChoices(
  entrance: Entrance,
  seal: Seal,
  { token, act }: { token: string; act?: Choosing },
): Promise<OwnChoices | undefined> {
  const link = subscriptionIn(seal, token);
  if (!link) return undefined;
  return entrance.transactAt(link.townHallId)(async (scope) => {
    const { contactId } = link;
    const contact = await contactsDb(scope).selectFrom('contacts').select('email').where('id', '=', contactId).executeTakeFirst();
    if (!contact) return undefined;
    await act?.(scope, contactId);
    return {
      place: await getPlace(scope),
      glimpse: glimpseOf(contact.email),
      preferences: await preferencesOf(scope, contactId),
    };
  });
}
