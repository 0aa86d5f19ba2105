import type { Generated } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { RelayTls } from './contract.ts';

export type RelayTables = {
  relays: {
    id: string;
    name: string;
    host: string;
    port: number;
    tls: RelayTls;
    username: Generated<string>;
    sealedPassword: string | null;
    senderName: string;
    senderAddress: string;
    replyTo: string | null;
    hourlyLimit: number | null;
    dailyLimit: number | null;
    isPreferred: Generated<boolean>;
    dkimDomain: Generated<string | null>;
    dkimSelector: Generated<string | null>;
    sealedRsaKey: Generated<string | null>;
    sealedEd25519Key: Generated<string | null>;
    rsaPublicKey: Generated<string | null>;
    ed25519PublicKey: Generated<string | null>;
    rsaPublishedAt: Generated<string | null>;
    ed25519PublishedAt: Generated<string | null>;
    version: Generated<number>;
    createdAt: string;
    changedAt: string;
    archivedAt: Generated<string | null>;
  };
};

export const relaysDb = (scope: Scope) => scope.db.withTables<RelayTables>();
