import { z } from 'zod';
import { emailAddress } from '../../contacts/contract.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Faults } from '../../site/forms.tsx';
import { getTownHall } from '../../townhalls/townhalls.ts';
import { listPurposes } from '../consents.ts';
import type { Channel, Purpose } from '../contract.ts';
import { byChannelLabel } from '../labels.ts';
import { missingForNotice, type Notice, noticeOf } from '../notice.tsx';
import type { SignUpChoice } from './tables.ts';

/** By what means one can subscribe alone: a number is not asked until something can be sent to it (ui/corrections.md). */
export const formChannels: readonly Channel[] = ['email'];

/** What the form of a town hall proposes today, and what it tells first. */
export interface SubscriptionForm {
  townHallName: string;
  purposes: readonly Purpose[];
  notice: Notice;
  /** Age changes the outcome only where something is made for the young (trust P-27). */
  asksAge: boolean;
}

/** Undefined while the mairie has nothing to propose, or has not said what the notice must (trust P-04). */
export async function subscriptionForm(scope: Scope): Promise<SubscriptionForm | undefined> {
  const townHall = await getTownHall(scope);
  const purposes = (await listPurposes(scope)).filter(({ isProposed }) => isProposed);
  if (purposes.length === 0 || missingForNotice(townHall).length > 0) return undefined;
  const notice = noticeOf(townHall, purposes, 'Seule votre adresse e-mail est obligatoire.');
  return { townHallName: townHall.name, purposes, notice, asksAge: purposes.some(({ isOpenToMinors }) => isOpenToMinors) };
}

/** The words of a box: what whoever ticks it says. */
export const boxWords = ({ name }: Pick<Purpose, 'name'>, channel: Channel): string =>
  `Je souhaite recevoir «\u00a0${name}\u00a0» ${byChannelLabel[channel]}.`;

export const boxName = ({ id }: Pick<Purpose, 'id'>, channel: Channel): string => `${id} ${channel}`;

/** What someone asks for, once read. */
export interface AskedSubscription {
  email: string;
  firstName: string;
  lastName: string;
  choices: SignUpChoice[];
  guardianEmail: string | null;
}

export type Typed = Readonly<Record<string, string | string[]>>;

const name = z.string().trim().max(100).catch('');

export function readSubscription(form: SubscriptionForm, typed: Typed): { asked: AskedSubscription } | { faults: Faults } {
  const faults: Record<string, string> = {};
  const choices = choicesIn(form, typed);
  const isChild = form.asksAge && typed['age'] === 'under_15';
  if (choices.length === 0) faults['choices'] = 'Cochez au moins une case.';
  const email = readEmail(typed['email'], faults, 'email');
  if (form.asksAge && !['over_15', 'under_15'].includes(String(typed['age'])))
    faults['age'] = 'Dites si vous avez 15 ans ou plus.';
  const guardianEmail = isChild ? readEmail(typed['guardianEmail'], faults, 'guardianEmail') : null;
  if (isChild && guardianEmail && guardianEmail === email)
    faults['guardianEmail'] = 'Écrivez l’adresse d’un parent, différente de la vôtre.';
  if (isChild && choices.some(({ purposeId }) => !isForTheYoung(form, purposeId)))
    faults['choices'] = `Avant 15 ans, choisissez seulement parmi\u00a0: ${namesForTheYoung(form)}.`;
  if (Object.keys(faults).length > 0 || !email) return { faults };
  return {
    asked: { email, firstName: name.parse(typed['firstName']), lastName: name.parse(typed['lastName']), choices, guardianEmail },
  };
}

function choicesIn({ purposes }: SubscriptionForm, typed: Typed): SignUpChoice[] {
  const ticked = new Set([typed['choices'] ?? []].flat());
  return purposes.flatMap((purpose) =>
    formChannels
      .filter((channel) => ticked.has(boxName(purpose, channel)))
      .map((channel) => ({ purposeId: purpose.id, channel, wording: boxWords(purpose, channel) })),
  );
}

function readEmail(typed: string | string[] | undefined, faults: Record<string, string>, field: string): string | null {
  const { data, error } = emailAddress.safeParse(String(typed ?? ''));
  if (error) faults[field] = error.issues[0]?.message ?? '';
  else if (!data) faults[field] = 'Écrivez votre adresse e-mail, comme nom@domaine.fr.';
  return data ?? null;
}

const isForTheYoung = ({ purposes }: SubscriptionForm, purposeId: string) =>
  purposes.some(({ id, isOpenToMinors }) => id === purposeId && isOpenToMinors);

const namesForTheYoung = ({ purposes }: SubscriptionForm) =>
  purposes
    .filter(({ isOpenToMinors }) => isOpenToMinors)
    .map((one) => one.name)
    .join(', ');
