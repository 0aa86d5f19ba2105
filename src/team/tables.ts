import { type Generated, sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import type { AttemptTables } from '../platform/throttle.ts';
import { CHARTER_VERSION } from './charter/contract.ts';
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
    confirmedAt: Generated<string | null>;
  };
  charterAcceptances: { teamMemberId: string; acceptedAt: string; version: string; wording: string };
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

/** When a team member last accepted the charter in force; null for one who never did. */
export const charterAcceptedAt = sql<string | null>`(
  select max(accepted_at) from charter_acceptances
  where charter_acceptances.town_hall_id = team_members.town_hall_id and team_member_id = team_members.id
    and charter_acceptances.version = ${sql.lit(CHARTER_VERSION)})`.as('charterAcceptedAt');

export const teamDb = (scope: Scope) => scope.db.withTables<TeamTables>();
