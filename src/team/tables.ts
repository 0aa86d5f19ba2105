import type { Generated } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import type { AttemptTables } from '../platform/throttle.ts';
import type { Role } from './contract.ts';
import type { Preferences } from './preferences/contract.ts';

export type TeamTables = AttemptTables & {
  teamMembers: {
    id: string;
    email: string;
    firstName: Generated<string>;
    lastName: Generated<string>;
    role: Role;
    passwordHash: string | null;
    totpSecret: string | null;
    totpConfirmedAt: string | null;
    totpLastStep: number | null;
    secondFactorExempt: Generated<boolean>;
    createdAt: string;
    disabledAt: string | null;
    version: Generated<number>;
  };
  sessions: {
    id: string;
    tokenHash: string;
    teamMemberId: string;
    userAgent: string;
    sourceHash: string;
    createdAt: string;
    seenAt: string;
    secondFactorAt: string | null;
    endedAt: string | null;
  };
  signInLinks: { tokenHash: string; teamMemberId: string; expiresAt: string; usedAt: string | null };
  apiKeys: {
    id: string;
    name: string;
    role: Role;
    secretHash: string;
    createdAt: string;
    expiresAt: string;
    lastUsedOn: string | null;
    revokedAt: string | null;
  };
  preferences: Preferences & { ownerId: string };
};

export const teamDb = (scope: Scope) => scope.db.withTables<TeamTables>();
