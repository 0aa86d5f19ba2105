import { seedPurposes } from '../../src/consents/consents.ts';
import type { Confirming } from '../../src/consents/sign-ups/jobs.ts';
import { askConfirmation } from '../../src/consents/sign-ups/sign-ups.ts';
import { signUpsDb } from '../../src/consents/sign-ups/tables.ts';
import { contactsDb } from '../../src/contacts/tables.ts';
import type { Scope } from '../../src/platform/scope.ts';
import type { Mail } from '../../src/post/contract.ts';
import { townHallsDb } from '../../src/townhalls/tables.ts';
import { knock } from '../knock.ts';
import type { Town } from '../town.ts';

export const path = '/p/valmeraude/abonnement';
const home = { addressLine: '1 place du Marché', dpoName: 'Centre de gestion', dpoEmail: 'dpo@cdg.example' };

/** The portal of Valmeraude, its postbag, and someone who fills forms in. */
export async function portal(town: Town) {
  const { scope, transact } = town;
  await seedPurposes(scope);
  await townHallsDb(scope).updateTable('townHallSettings').set(home).execute();
  const { app } = await knock(town);
  const postbag: Mail[] = [];
  const wayOut = {
    publicUrl: 'https://parvis.example',
    deliver: async (_: number, mail: Mail) => {
      postbag.push(mail);
      return { state: 'delivered' as const, reply: '' };
    },
  };
  const open = async (url = path) => app.inject({ url });
  const send = (fields: Record<string, string | string[]>, { url = path, ip = '203.0.113.7' } = {}) => {
    const payload = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) payload.append(name, one);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return app.inject({ method: 'POST', url, payload: payload.toString(), headers, remoteAddress: ip });
  };
  const boxes = (body: string) => [...body.matchAll(/name="choices" value="([^"]+)"/g)].map(([, value = '']) => value);
  const pageOf = (body: string) => /name="page" value="(\w{64})"/.exec(body)?.[1] ?? '';
  const subscribe = async (fields: Record<string, string | string[]> = {}) => {
    const { body } = await open();
    return send({ email: 'ines@exemple.example', choices: boxes(body)[0] ?? '', page: pageOf(body), ...fields });
  };
  const waiting = () => signUpsDb(scope).selectFrom('signUps').selectAll().orderBy('id').execute();
  /** What the worker does with the last wish. */
  const mailTo = async (from: Confirming = 'person', isReminder = false) => {
    const signUpId = (await waiting()).at(-1)?.id ?? '';
    await askConfirmation(transact, { signUpId, from, isReminder }, wayOut);
    return postbag.at(-1);
  };
  const linkIn = (mail: Mail | undefined) => /https:\/\/parvis\.example(\/p\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  return { app, postbag, open, send, boxes, pageOf, subscribe, waiting, mailTo, linkIn };
}

export const recordAt = (scope: Scope, email: string) =>
  contactsDb(scope).selectFrom('contacts').selectAll().where('email', '=', email).execute();
