import { serve } from '../../platform/routes.ts';
import type { Deliver } from '../contract.ts';
import type { Lookups } from '../domains/lookups.ts';
import { relaysApi } from './contract.ts';
import {
  addRelay,
  archiveRelay,
  changeRelay,
  checkRelayDomain,
  domainRecords,
  getRelay,
  listRelays,
  preferRelay,
  prepareSignature,
  sendRelayTrial,
} from './relays.ts';

/** What relays' routes need: how messages leave, and who answers for names. */
export interface Outdoors {
  deliver: Deliver;
  lookups: Lookups;
  /** One relay is set for the whole installation (SMTP_URL). */
  isInstallationWide: boolean;
}

export const relayRoutes = ({ deliver, lookups, isInstallationWide }: Outdoors) =>
  serve(relaysApi, {
    list: (scope) => listRelays(scope, isInstallationWide),
    add: (scope, { body }) => addRelay(scope, body),
    show: (scope, { params }) => getRelay(scope, params.relayId),
    change: (scope, { params, body, version }) => changeRelay(scope, params.relayId, { version, changes: body }),
    prefer: (scope, { params }) => preferRelay(scope, params.relayId),
    archive: (scope, { params }) => archiveRelay(scope, params.relayId),
    sign: (scope, { params }) => prepareSignature(scope, params.relayId),
    showDomain: (scope, { params }) => domainRecords(scope, params.relayId),
    checkDomain: (transact, { params }) => checkRelayDomain(transact, params.relayId, lookups),
    sendTrial: (transact, { params, body }) => sendRelayTrial(transact, params.relayId, { ...body, deliver }),
  });
