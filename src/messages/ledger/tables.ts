import type { Generated } from 'kysely';
import type { Channel } from '../../consents/contract.ts';
import type { ConsentTables } from '../../consents/tables.ts';
import type { ContactTables } from '../../contacts/tables.ts';
import type { Scope } from '../../platform/scope.ts';
import type { ReplyTopic } from '../../post/contract.ts';
import type { DeliveryState } from './contract.ts';

export type LedgerTables = {
  deliveries: {
    id: string;
    campaignId: string;
    contactId: string | null;
    channel: Channel;
    state: Generated<DeliveryState>;
    reason: Generated<string>;
    address: string | null;
    /** Bit i: this person receives the reserved passage of rank i. */
    passages: Generated<number>;
    attempts: Generated<number>;
    leaseEpoch: Generated<number>;
    leaseUntil: Generated<string | null>;
    nextTryAt: Generated<string | null>;
    messageId: Generated<string | null>;
    relayId: Generated<string | null>;
    firstTriedAt: Generated<string | null>;
    handedAt: Generated<string | null>;
    topic: Generated<ReplyTopic | ''>;
    settledAt: Generated<string | null>;
  };
};

export const ledgerDb = (scope: Scope) => scope.db.withTables<LedgerTables & ConsentTables & ContactTables>();
