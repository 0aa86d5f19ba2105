import type { Generated } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { RelayTables } from '../relays/tables.ts';
import type { PaceReason } from './contract.ts';

export type PacingTables = {
  paces: {
    id: string;
    relayId: string;
    domain: string;
    because: PaceReason;
    reply: Generated<string>;
    secondsApart: number;
    nextAt: string;
    since: string;
  };
  relayCounts: { relayId: string; minute: string; messages: number };
};

export const pacingDb = (scope: Scope) => scope.db.withTables<PacingTables & RelayTables>();
