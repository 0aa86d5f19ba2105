import type { Generated } from 'kysely';

export type MembershipTables = {
  membershipRoles: { id: string; label: string; readonly foldedLabel: Generated<string>; createdAt: string };
  memberships: {
    id: string;
    personId: string;
    organizationId: string;
    roleId: string;
    since: string | null;
    until: string | null;
    isMainContact: Generated<boolean>;
    version: Generated<number>;
    createdAt: string;
  };
};
