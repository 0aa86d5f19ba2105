import type { Scope } from '../../platform/scope.ts';
import type { SuppressedChannel, SuppressionReason } from './contract.ts';

export type SuppressionTables = {
  suppressions: { channel: SuppressedChannel; addressHash: Buffer; reason: SuppressionReason; since: string };
};

export const suppressionsDb = (scope: Scope) => scope.db.withTables<SuppressionTables>();
