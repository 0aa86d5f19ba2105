import type { Scope } from '../platform/scope.ts';

export type PostTables = {
  trialMessages: { id: string; receivedAt: string; sender: string; recipient: string; subject: string; file: string };
};

export const postDb = (scope: Scope) => scope.db.withTables<PostTables>();
