import type { Scope } from '../../platform/scope.ts';
import type { Picture } from '../letter/contract.ts';

type PictureTables = { pictures: Picture & { createdAt: string } };

export const picturesDb = (scope: Scope) => scope.db.withTables<PictureTables>();
