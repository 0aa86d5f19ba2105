import { type Entrance, type ServedRoute, serve, type Visit } from '../platform/routes.ts';
import type { Seal } from '../platform/seal.ts';
import { addApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { apiKeysApi, sessionApi, sessionsApi, setupApi, teamApi } from './contract.ts';
import { type Cost, usualCost } from './passwords.ts';
import { preferencesApi } from './preferences/contract.ts';
import { choosePreferences, findPreferences } from './preferences/preferences.ts';
import { confirmEnrolment, enrol, verifySecondFactor } from './second-factor.ts';
import { listOwnSessions, revokeOwnSession } from './sessions.ts';
import { begin, type Founding, showBeginning } from './setup.ts';
import { acceptCharter, changePassword, chooseFirstPassword, confirmPresence, signIn, signOut, whoAmI } from './sign-in.ts';
import {
  changeTeamMember,
  closeTeamMember,
  inviteTeamMember,
  issueSignInLink,
  listColleagues,
  listTeamMembers,
  reopenTeamMember,
} from './team.ts';

export function teamRoutes({ seal, cost = usualCost, ...founding }: Founding & { seal: Seal; cost?: Cost }): ServedRoute[] {
  const door = (entrance: Entrance, visit: Visit) => ({ entrance, visit, seal, cost });
  return [
    ...serve(sessionApi, {
      signIn: (entrance, { body }, visit) => signIn(door(entrance, visit), body),
      whoAmI: (entrance, _, visit) => whoAmI(entrance, visit.token),
      signOut: (entrance, _, visit) => signOut({ entrance, visit }),
      enrol: (entrance, _, visit) => enrol(door(entrance, visit)),
      confirmEnrolment: (entrance, { body }, visit) => confirmEnrolment(door(entrance, visit), body.code),
      verifySecondFactor: (entrance, { body }, visit) => verifySecondFactor(door(entrance, visit), body.code),
      acceptCharter: (entrance, { body }, visit) => acceptCharter({ entrance, visit }, body.version),
      confirm: (transact, { body }, visit) => confirmPresence({ transact, visit, seal, cost }, body.password),
      chooseFirstPassword: (entrance, { body }, visit) => chooseFirstPassword(door(entrance, visit), body),
      changePassword: (transact, { body }, visit) => changePassword({ transact, visit, seal, cost }, body),
    }),
    ...serve(sessionsApi, {
      list: (scope, _, visit) => listOwnSessions(scope, visit.token),
      revoke: (scope, { params }) => revokeOwnSession(scope, params.sessionId),
    }),
    ...serve(teamApi, {
      list: (scope) => listTeamMembers(scope),
      colleagues: (scope) => listColleagues(scope),
      add: (scope, { body }) => inviteTeamMember(scope, body),
      change: (scope, { params, body, version }) => changeTeamMember(scope, params.memberId, { ...body, version }),
      close: (scope, { params }) => closeTeamMember(scope, params.memberId),
      reopen: (scope, { params }) => reopenTeamMember(scope, params.memberId),
      issueLink: (scope, { params }) => issueSignInLink(scope, params.memberId),
    }),
    ...serve(apiKeysApi, {
      list: (scope) => listApiKeys(scope),
      add: (scope, { body }) => addApiKey(scope, body),
      revoke: (scope, { params }) => revokeApiKey(scope, params.apiKeyId),
    }),
    ...serve(preferencesApi, {
      show: (scope) => findPreferences(scope),
      choose: (scope, { body }) => choosePreferences(scope, body),
    }),
    ...serve(setupApi, {
      show: (entrance, _, visit) => showBeginning({ entrance, visit }),
      begin: (entrance, { body }, visit) => begin(door(entrance, visit), body, founding),
    }),
  ];
}
