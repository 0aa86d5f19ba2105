import { contactRoutes } from '../contacts/routes.ts';
import { directoryRoutes } from '../directory/routes.ts';
import { interactionRoutes } from '../interactions/routes.ts';
import type { FileStore } from '../platform/files.ts';
import type { Page } from '../platform/pages.ts';
import type { ServedRoute } from '../platform/routes.ts';
import type { Seal } from '../platform/seal.ts';
import type { Worker } from '../platform/workers.ts';
import type { Cost } from '../team/passwords.ts';
import { teamRoutes } from '../team/routes.ts';
import { townHallRoutes } from '../townhalls/routes.ts';

/** What routes need beside the hands they are given. */
export interface Belongings {
  seal: Seal;
  files: FileStore;
  /** Of hashing passwords; tests give a small one. */
  cost?: Cost;
}

/** Every endpoint of the API, module by module, in the order of the floors. */
export const routesOf = (belongings: Belongings): ServedRoute[] => [
  ...townHallRoutes(belongings),
  ...teamRoutes(belongings),
  ...contactRoutes,
  ...interactionRoutes,
  ...directoryRoutes,
];

/** Every public page. */
export const pages: Page[] = [];

/** Every job's worker. */
export const workers: Worker[] = [];
