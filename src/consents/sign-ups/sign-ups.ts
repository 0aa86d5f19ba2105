import { sql } from 'kysely';
import type { ReactNode } from 'react';
import { addContact } from '../../contacts/contacts.ts';
import { newContact } from '../../contacts/contract.ts';
import { newId } from '../../platform/ids.ts';
import type { Payload } from '../../platform/jobs.ts';
import type { Entrance } from '../../platform/routes.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import { linkIn, linkTo } from '../../platform/signed-links.ts';
import { folded } from '../../platform/text.ts';
import { countTry, type Limit, sourceOf } from '../../platform/throttle.ts';
import { secondsAfter } from '../../platform/time.ts';
import type { WayOut } from '../../post/service-mails/contract.ts';
import { sendOnce } from '../../post/service-mails/service-mails.ts';
import { allowMail, forgetAllowances } from '../allowance.ts';
import { recordConsents } from '../consents.ts';
import { keepPage } from '../proofs.ts';
import { contactsAt } from '../reaching.ts';
import { liftSuppressions, suppressedAmong } from '../suppressions/suppressions.ts';
import { type AskedSubscription, subscriptionForm } from './form.ts';
import { type Confirming, signUpJobs } from './jobs.ts';
import { writeConfirmationRequest } from './mails.ts';
import { SubscriptionFields } from './SubscriptionForm.tsx';
import { type SignUp, signUpsDb } from './tables.ts';

const uses: Record<Confirming, string> = { person: 'sign-up', guardian: 'sign-up guardian' };

const DAY = 86_400;
const KEPT_DAYS = 7;
const REMINDED_AFTER_DAYS = 3;

/** From one place, in a quarter of an hour: a mediathèque's computers, not a robot. */
const limitsOf = (ip: string): Limit[] => [{ subject: `forms from ${sourceOf(ip)}`, tries: 30 }];

/** Counts a form sent from this place; answers the seconds to wait, 0 when it may be read. */
export const countForm = (transact: Transact, ip: string): Promise<number> => transact((scope) => countTry(scope, limitsOf(ip)));

/**
 * Keeps the wish until it is confirmed from the mailbox it names. The same happens whether the address is known or not, and nothing
 * does when it was lately written to already (trust S-55).
 */
export async function askSubscription(scope: Scope, asked: AskedSubscription, page: string): Promise<void> {
  const { guardianEmail, ...wish } = asked;
  if (!(await allowMail(scope, asked.email))) return;
  if (guardianEmail && !(await allowMail(scope, guardianEmail))) return;
  const id = newId();
  const pageHash = await keepPage(scope, 'subscription', page);
  await signUpsDb(scope)
    .insertInto('signUps')
    .values({
      ...{ id, ...wish, choices: JSON.stringify(wish.choices) as never, pageHash },
      ...{ isChild: guardianEmail !== null, guardianEmail, askedAt: scope.now },
    })
    .execute();
  await scope.enqueue(signUpJobs.askConfirmation, { signUpId: id, from: 'person', isReminder: false });
  if (guardianEmail) await scope.enqueue(signUpJobs.askConfirmation, { signUpId: id, from: 'guardian', isReminder: false });
}

/** The sign-up a link speaks of, while it can still be confirmed. */
export async function findSignUp(
  entrance: Entrance,
  token: string,
  seal: Scope['seal'],
): Promise<{ signUp: SignUp; from: Confirming; transact: Transact } | undefined> {
  for (const from of ['person', 'guardian'] as const) {
    const link = linkIn(seal, uses[from], token);
    if (!link) continue;
    const transact = entrance.transactAt(link.townHallId);
    const signUp = await transact((scope) => waiting(scope).where('id', '=', link.id).executeTakeFirst());
    return signUp && { signUp, from, transact };
  }
  return undefined;
}

/** The form, for whatever page it stands on; null while there is nothing to propose, or too little said to ask anything. */
export async function drawSubscription(scope: Scope, root: string): Promise<ReactNode> {
  const form = await subscriptionForm(scope);
  return form ? SubscriptionFields({ form, root, typed: {}, faults: {} }) : null;
}

const waiting = (scope: Scope) =>
  signUpsDb(scope)
    .selectFrom('signUps')
    .selectAll()
    .where('askedAt', '>', secondsAfter(scope.now, -KEPT_DAYS * DAY));

export type Confirmed = 'subscribed' | 'waits_for_guardian' | 'waits_for_child' | 'gone';

/** The second gesture. Under 15 both have to make it, in either order (loi informatique et libertés, art. 45). */
export async function confirmSignUp(scope: Scope, signUpId: string, from: Confirming): Promise<Confirmed> {
  const column = from === 'person' ? 'confirmedAt' : 'guardianConfirmedAt';
  const signUp = await signUpsDb(scope)
    .updateTable('signUps')
    .set({ [column]: scope.now })
    .where('id', '=', signUpId)
    .where('askedAt', '>', secondsAfter(scope.now, -KEPT_DAYS * DAY))
    .returningAll()
    .executeTakeFirst();
  if (!signUp) return 'gone';
  if (!signUp.confirmedAt) return 'waits_for_child';
  if (signUp.isChild && !signUp.guardianConfirmedAt) return 'waits_for_guardian';
  await settle(scope, signUp);
  return 'subscribed';
}

/** The wish becomes agreements, each with its proof, on the record of whoever is known at that address; then it is forgotten. */
async function settle(scope: Scope, signUp: SignUp): Promise<void> {
  // Two wishes of one address confirmed at once are one person.
  await sql`select pg_advisory_xact_lock(${scope.townHallId}::int, hashtext(${signUp.email}))`.execute(scope.db);
  const contactId = (await knownAs(scope, signUp)) ?? (await addSubscriber(scope, signUp));
  await recordConsents(
    scope,
    signUp.choices.map((choice) => ({
      ...{ ...choice, contactId, answer: 'granted', method: 'web', pageHash: signUp.pageHash },
      ...{ happenedAt: signUp.askedAt, confirmedAt: scope.now },
    })),
  );
  await liftSuppressions(scope, [contactId], 'email');
  if (signUp.isChild) await declareMinor(scope, contactId);
  await signUpsDb(scope).deleteFrom('signUps').where('id', '=', signUp.id).execute();
}

/** A couple may share an address: the name given says which of them, else the record that has been there longest. */
async function knownAs(scope: Scope, { email, firstName, lastName }: SignUp): Promise<string | undefined> {
  const there = await contactsAt(scope, email);
  const asked = folded(`${firstName} ${lastName}`);
  const named = there.find((one) => asked !== '' && folded(`${one.firstName} ${one.lastName}`) === asked);
  return (named ?? there[0])?.id;
}

async function addSubscriber(scope: Scope, { email, firstName, lastName }: SignUp): Promise<string> {
  const draft = newContact.parse({ lastName: lastName || email, firstName, email, source: 'Inscription sur le site' });
  // Nobody is asked a name to be sent a letter: the record waits for one.
  const { id } = await addContact(scope, { ...draft, lastName });
  return id;
}

const declareMinor = (scope: Scope, contactId: string) =>
  signUpsDb(scope)
    .insertInto('declaredMinors')
    .values({ contactId, declaredAt: scope.now })
    .onConflict((known) => known.constraint('declared_minors_pkey').doNothing())
    .execute();

/** Whoever was never to be written to again is not, even by a stranger's hand. */
export function askConfirmation(
  transact: Transact,
  payload: Payload<typeof signUpJobs.askConfirmation>,
  wayOut: WayOut,
): Promise<void> {
  const { signUpId, from, isReminder } = payload;
  const column = isReminder ? 'remindedAt' : from === 'person' ? 'mailedAt' : 'guardianMailedAt';
  const signUps = (scope: Scope) => signUpsDb(scope).updateTable('signUps').where('id', '=', signUpId);
  return sendOnce(transact, wayOut, {
    async claim(scope) {
      const signUp = await signUps(scope)
        .set({ [column]: scope.now })
        .where(column, 'is', null)
        .returningAll()
        .executeTakeFirst();
      const to = from === 'person' ? signUp?.email : signUp?.guardianEmail;
      if (!signUp || !to || (await suppressedAmong(scope, 'email', [to])).size > 0) return undefined;
      const token = linkTo(scope.seal, uses[from], { townHallId: scope.townHallId, id: signUp.id });
      return writeConfirmationRequest(scope, wayOut.publicUrl, { signUp, to, token, ...payload });
    },
    giveBack: (scope) =>
      signUps(scope)
        .set({ [column]: null })
        .execute(),
  });
}

/** One reminder after three days; after seven nothing is left of a sign-up nobody confirmed (trust P-09). */
export async function tidySignUps(transact: Transact): Promise<void> {
  await transact(async (scope) => {
    await signUpsDb(scope)
      .deleteFrom('signUps')
      .where('askedAt', '<=', secondsAfter(scope.now, -KEPT_DAYS * DAY))
      .execute();
    const silent = await waiting(scope)
      .where('askedAt', '<=', secondsAfter(scope.now, -REMINDED_AFTER_DAYS * DAY))
      .where('confirmedAt', 'is', null)
      .where('remindedAt', 'is', null)
      .execute();
    for (const { id, email } of silent)
      if (await allowMail(scope, email))
        await scope.enqueue(signUpJobs.askConfirmation, { signUpId: id, from: 'person', isReminder: true });
    await forgetAllowances(scope);
  });
}
