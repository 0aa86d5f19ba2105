import type { ReactNode } from 'react';
import { getContact } from '../../contacts/contacts.ts';
import type { Scope } from '../../platform/scope.ts';
import { listConsents, listPurposes, recordConsents } from '../consents.ts';
import type { Channel, ConsentCell, LegalBasis } from '../contract.ts';
import { byChannelLabel } from '../labels.ts';
import type { GivenAnswer } from '../proofs.ts';
import { liftSuppressions } from '../suppressions/suppressions.ts';
import { cellName, type PreferenceRow, type Preferences } from './contract.ts';
import { PreferencesForm, type PreferencesFormProps } from './PreferencesForm.tsx';

/** Alerts are what a town hall must be able to say to everyone (ui/README.md, screen l). */
const ALERTS = 'alerts';

/** What can be chosen: never a number, until something can be sent to it (ui/corrections.md). */
const offered: readonly Channel[] = ['email', 'letter', 'call'];

export async function preferencesOf(scope: Scope, contactId: string): Promise<Preferences> {
  const contact = await getContact(scope, contactId);
  const has: Record<Channel, boolean> = {
    email: contact.email !== null,
    sms: false,
    letter: contact.addressLine !== '',
    call: contact.mobilePhone !== null || contact.landlinePhone !== null,
  };
  const channels = offered.filter((channel) => has[channel]);
  const purposes = new Map((await listPurposes(scope)).map((one) => [one.id, one]));
  const rows = (await listConsents(scope, contactId)).map(({ purposeId, purposeName, legalBasis, cells }) => ({
    ...{ purposeId, name: purposeName, legalBasis, description: purposes.get(purposeId)?.description ?? '' },
    isAlert: purposes.get(purposeId)?.code === ALERTS,
    cells: cells
      .filter(({ channel }) => channels.includes(channel))
      .map((cell) => ({ channel: cell.channel, isOn: isReceived(legalBasis, cell) })),
  }));
  return { channels, rows };
}

const isReceived = (legalBasis: LegalBasis, { answer, leftOut }: ConsentCell): boolean =>
  leftOut !== 'suppressed' && (legalBasis === 'consent' ? answer === 'granted' : answer !== 'refused');

/** Notes what has changed between what was shown and what is ticked now; the rest is not asked again. */
export async function choosePreferences(scope: Scope, contactIds: readonly string[], ticked: ReadonlySet<string>): Promise<void> {
  await noteAll(scope, contactIds, (row, cell) => ticked.has(cellName(row.purposeId, cell.channel)));
}

/** One press: everything stops, save the alerts. */
export const stopAllButAlerts = (scope: Scope, contactIds: readonly string[]): Promise<void> =>
  noteAll(scope, contactIds, (row, cell) => row.isAlert && cell.isOn);

type Wish = (row: PreferenceRow, cell: PreferenceRow['cells'][number]) => boolean;

async function noteAll(scope: Scope, contactIds: readonly string[], wanted: Wish): Promise<void> {
  for (const contactId of contactIds) {
    const { rows } = await preferencesOf(scope, contactId);
    const answers = rows.flatMap((row) =>
      row.cells.filter((cell) => wanted(row, cell) !== cell.isOn).map((cell) => answerFor(contactId, row, cell)),
    );
    if (answers.length > 0) await recordConsents(scope, answers);
    for (const { channel, answer } of answers) if (answer === 'granted') await liftSuppressions(scope, [contactId], channel);
  }
}

const answerFor = (contactId: string, row: PreferenceRow, { channel, isOn }: PreferenceRow['cells'][number]): GivenAnswer => ({
  ...{ contactId, purposeId: row.purposeId, channel, method: 'web' },
  answer: isOn ? 'refused' : 'granted',
  wording: `${isOn ? noWords(row.legalBasis) : 'Je souhaite recevoir'} «\u00a0${row.name}\u00a0» ${byChannelLabel[channel]}.`,
});

const noWords = (legalBasis: LegalBasis) =>
  legalBasis === 'consent' ? 'Je ne souhaite plus recevoir' : 'Je m’oppose à recevoir';

/** The form, for whatever page it stands on. */
export const drawPreferences = (props: PreferencesFormProps): ReactNode => PreferencesForm(props);
