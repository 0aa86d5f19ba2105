import type { Generated, Kysely } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '../platform/scope.ts';
import type { townHallKind } from './contract.ts';

export type TownHallTables = {
  townHalls: {
    id: Generated<number>;
    slug: string;
    name: string;
    kind: z.infer<typeof townHallKind>;
    inseeCode: string;
    population: number | null;
    isDemo: boolean;
    createdAt: Generated<string>;
  };
  townHallHosts: { host: string; townHallId: number };
  townHallSettings: {
    addressLine: Generated<string>;
    postcode: Generated<string>;
    phone: string | null;
    email: string | null;
    website: string | null;
    openingHours: Generated<string>;
    colour: Generated<string>;
    logoFile: string | null;
    dpoName: Generated<string>;
    dpoEmail: string | null;
    version: Generated<number>;
  };
};

export const townHallsDb = (scope: Scope) => scope.db.withTables<TownHallTables>();

/** Outside the wall: which town halls there are. */
export const groundDb = (db: Kysely<unknown>) => db.withTables<TownHallTables>();
