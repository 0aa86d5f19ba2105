import { answerFootprint } from '../campaigns/answers/footprint.ts';
import { consentFootprint } from '../consents/footprint.ts';
import { preferenceFootprint } from '../consents/preferences/footprint.ts';
import { signUpFootprint } from '../consents/sign-ups/footprint.ts';
import { contactsFootprint, type Footprint } from '../contacts/footprint.ts';
import { bulkFootprint } from '../directory/bulk/footprint.ts';
import { importsFootprint } from '../imports/footprint.ts';
import { interactionsFootprint } from '../interactions/footprint.ts';
import { ledgerFootprint } from '../messages/ledger/footprint.ts';
import { listsFootprint } from '../segments/lists/footprint.ts';

/** What every module remembers of a contact, in the order of the floors. */
export const footprints: readonly Footprint[] = [
  contactsFootprint,
  interactionsFootprint,
  consentFootprint,
  signUpFootprint,
  preferenceFootprint,
  listsFootprint,
  bulkFootprint,
  ledgerFootprint,
  answerFootprint,
  importsFootprint,
];
