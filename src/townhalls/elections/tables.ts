import type { Scope } from '../../platform/scope.ts';
import type { TownHallTables } from '../tables.ts';
import type { PresidentialWindow } from './contract.ts';

type ElectionTables = {
  elections: { id: string; name: string; firstRound: string; lastRound: string; addedAt: string; addedBy: string };
  townHallSettings: { presidentialWindow: PresidentialWindow };
};

export const electionsDb = (scope: Scope) => scope.db.withTables<ElectionTables & Pick<TownHallTables, 'townHalls'>>();
