import { TOTP } from 'otpauth';
import { expect } from 'vitest';
import { epochMilliseconds, now } from '../src/platform/time.ts';
import { CHARTER_VERSION } from '../src/team/charter/contract.ts';
import { sessionApi } from '../src/team/contract.ts';
import { hashPassword } from '../src/team/passwords.ts';
import { addTeamMember } from '../src/team/team.ts';
import { type Caller, cheap } from './knock.ts';
import type { Town } from './town.ts';

export const password = 'le tilleul penche un peu';
export const email = 'nadia.ferrand@valmeraude.example';
export const credentials = { townHall: 'valmeraude', email, password };

/** Nadia, with her password and no second factor yet. */
export const hireNadia = async ({ scope }: Town) =>
  addTeamMember(scope, {
    email,
    firstName: 'Nadia',
    lastName: 'Ferrand',
    role: 'administrator',
    passwordHash: await hashPassword(password, cheap),
  });

/** Her application, as the square fills it. */
const applicationOf = (text: string) => {
  const totp = new TOTP({ secret: text.replaceAll(' ', '') });
  return (seconds = 0) => totp.generate({ timestamp: epochMilliseconds(now()) + seconds * 1000 });
};

/** First sign-in, up to the agent's screens. */
export async function settle(browser: Caller, { accepts = true } = {}) {
  expect((await browser.ask(sessionApi.signIn, { body: credentials })).reply).toMatchObject({ state: 'enrolment', email });
  const application = applicationOf((await browser.ask(sessionApi.enrol, {})).reply.text);
  const proved = await browser.ask(sessionApi.confirmEnrolment, { body: { code: application() } });
  expect(proved.reply.state).toBe('charter');
  if (!accepts) return application;
  const done = await browser.ask(sessionApi.acceptCharter, { body: { version: CHARTER_VERSION } });
  expect(done.reply).toMatchObject({ state: 'signed_in', member: { firstName: 'Nadia', role: 'administrator' } });
  return application;
}
