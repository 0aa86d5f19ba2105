import { createHmac } from 'node:crypto';
import { changeContact, getContact } from '../../contacts/contacts.ts';
import { recordInteraction } from '../../interactions/interactions.ts';
import { newId } from '../../platform/ids.ts';
import type { Entrance } from '../../platform/routes.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { linkIn, linkTo } from '../../platform/signed-links.ts';
import { countTry } from '../../platform/throttle.ts';
import { secondsAfter } from '../../platform/time.ts';
import type { WayOut } from '../../post/service-mails/contract.ts';
import { sendOnce } from '../../post/service-mails/service-mails.ts';
import { allowMail } from '../allowance.ts';
import { contactsAt } from '../reaching.ts';
import { suppressedAmong } from '../suppressions/suppressions.ts';
import { preferenceJobs } from './jobs.ts';
import { writeAddressRequest, writeCode } from './mails.ts';
import { preferencesDb } from './tables.ts';

/** A code is typed within a quarter of an hour, and opens half an hour. */
const CODE_SECONDS = 15 * 60;
const OPEN_SECONDS = 30 * 60;
const DAY = 86_400;

/** Six digits that follow from the request and the server's secret: nothing of them is kept. */
export function codeOf(seal: Seal, accessCodeId: string): string {
  const [key] = seal.keysFor('access code');
  const number = createHmac('sha256', key).update(accessCodeId).digest().readUInt32BE() % 1_000_000;
  return String(number).padStart(6, '0');
}

/** The same for an address that is known and for one that is not: a request, and a job that knows what to do with it. */
export async function askAccess(scope: Scope, email: string): Promise<string> {
  const id = newId();
  await preferencesDb(scope).insertInto('accessCodes').values({ id, email, askedAt: scope.now }).execute();
  if (await allowMail(scope, email)) await scope.enqueue(preferenceJobs.sendCode, { accessCodeId: id });
  return id;
}

/** What a right code gives: for half an hour, what it opens. */
export type Access = { pass: string; email: string };

const PASS = 'access';

/**
 * Weighs a code; the count commits whatever it is worth. A code sent for an earlier request of the same address is as good: people
 * start again.
 */
export async function openAccess(
  transact: Transact,
  accessCodeId: string,
  typed: string,
): Promise<Access | 'wrong' | 'too_many'> {
  const asked = await transact((scope) => requestOf(scope, accessCodeId));
  if (!asked) return 'wrong';
  const wait = await transact((scope) => countTry(scope, [{ subject: `access code for ${asked.email}`, tries: 6 }]));
  if (wait > 0) return 'too_many';
  return transact(async (scope) => {
    const rows = await preferencesDb(scope)
      .selectFrom('accessCodes')
      .select('id')
      .where('email', '=', asked.email)
      .where('askedAt', '>', secondsAfter(scope.now, -CODE_SECONDS))
      .where('usedAt', 'is', null)
      .where('mailedAt', 'is not', null)
      .execute();
    const right = rows.find(({ id }) => codeOf(scope.seal, id) === typed.replace(/\s/g, ''));
    if (!right) return 'wrong';
    const used = await preferencesDb(scope)
      .updateTable('accessCodes')
      .set({ usedAt: scope.now })
      .where('id', '=', right.id)
      .where('usedAt', 'is', null)
      .returning('email')
      .executeTakeFirst();
    return used ? { email: used.email, pass: linkTo(scope.seal, PASS, { townHallId: scope.townHallId, id: right.id }) } : 'wrong';
  });
}

const requestOf = (scope: Scope, accessCodeId: string) =>
  preferencesDb(scope)
    .selectFrom('accessCodes')
    .select('email')
    .where('id', '=', accessCodeId)
    .where('askedAt', '>', secondsAfter(scope.now, -CODE_SECONDS))
    .executeTakeFirst();

/** Whom a pass speaks for; undefined once its half hour is over, or in another town hall. */
export async function accessOf(scope: Scope, pass: string): Promise<Access | undefined> {
  const link = linkIn(scope.seal, PASS, pass);
  if (link?.townHallId !== scope.townHallId) return undefined;
  const row = await preferencesDb(scope)
    .selectFrom('accessCodes')
    .select('email')
    .where('id', '=', link.id)
    .where('usedAt', '>', secondsAfter(scope.now, -OPEN_SECONDS))
    .executeTakeFirst();
  return row && { pass, email: row.email };
}

export const sendCode = (transact: Transact, accessCodeId: string, wayOut: WayOut): Promise<void> =>
  sendOnce(transact, wayOut, {
    async claim(scope) {
      const asked = await preferencesDb(scope)
        .updateTable('accessCodes')
        .set({ mailedAt: scope.now })
        .where('id', '=', accessCodeId)
        .where('mailedAt', 'is', null)
        .returning('email')
        .executeTakeFirst();
      if (!asked || (await contactsAt(scope, asked.email)).length === 0) return undefined;
      return writeCode(scope, wayOut.publicUrl, { to: asked.email, code: codeOf(scope.seal, accessCodeId), id: accessCodeId });
    },
    giveBack: (scope) =>
      preferencesDb(scope).updateTable('accessCodes').set({ mailedAt: null }).where('id', '=', accessCodeId).execute(),
  });

const NEW_ADDRESS = 'new address';

/** Holds only once confirmed at the new address (trust M-15). */
export async function askEmailChange(scope: Scope, contactId: string, email: string): Promise<void> {
  if (!(await allowMail(scope, email))) return;
  const id = newId();
  await preferencesDb(scope).insertInto('emailChanges').values({ id, contactId, email, askedAt: scope.now }).execute();
  await scope.enqueue(preferenceJobs.askNewAddress, { emailChangeId: id });
}

export const askNewAddress = (transact: Transact, emailChangeId: string, wayOut: WayOut): Promise<void> =>
  sendOnce(transact, wayOut, {
    async claim(scope) {
      const asked = await preferencesDb(scope)
        .updateTable('emailChanges')
        .set({ mailedAt: scope.now })
        .where('id', '=', emailChangeId)
        .where('mailedAt', 'is', null)
        .returning('email')
        .executeTakeFirst();
      if (!asked || (await suppressedAmong(scope, 'email', [asked.email])).size > 0) return undefined;
      const token = linkTo(scope.seal, NEW_ADDRESS, { townHallId: scope.townHallId, id: emailChangeId });
      return writeAddressRequest(scope, wayOut.publicUrl, { to: asked.email, token, id: emailChangeId });
    },
    giveBack: (scope) =>
      preferencesDb(scope).updateTable('emailChanges').set({ mailedAt: null }).where('id', '=', emailChangeId).execute(),
  });

/** The change a link speaks of, while it can be confirmed. */
export async function findEmailChange({ transactAt }: Pick<Entrance, 'transactAt'>, seal: Seal, token: string) {
  const link = linkIn(seal, NEW_ADDRESS, token);
  if (!link) return undefined;
  const transact = transactAt(link.townHallId);
  const change = await transact((scope) =>
    preferencesDb(scope)
      .selectFrom('emailChanges')
      .select(['id', 'email'])
      .where('id', '=', link.id)
      .where('askedAt', '>', secondsAfter(scope.now, -DAY))
      .executeTakeFirst(),
  );
  return change && { change, transact };
}

export async function confirmEmailChange(scope: Scope, emailChangeId: string): Promise<boolean> {
  const asked = await preferencesDb(scope)
    .deleteFrom('emailChanges')
    .where('id', '=', emailChangeId)
    .where('askedAt', '>', secondsAfter(scope.now, -DAY))
    .returning(['contactId', 'email'])
    .executeTakeFirst();
  if (!asked) return false;
  const { version } = await getContact(scope, asked.contactId);
  await changeContact(scope, asked.contactId, { version, changes: { email: asked.email } });
  const note = 'Adresse e-mail changée par la personne, et confirmée à la nouvelle adresse.';
  await recordInteraction(scope, { contactId: asked.contactId, kind: 'note', initiative: 'contact', note });
  return true;
}

export async function tidyAccess(transact: Transact): Promise<void> {
  await transact(async (scope) => {
    await preferencesDb(scope).deleteFrom('accessCodes').where('askedAt', '<', secondsAfter(scope.now, -3600)).execute();
    await preferencesDb(scope).deleteFrom('emailChanges').where('askedAt', '<', secondsAfter(scope.now, -DAY)).execute();
  });
}
