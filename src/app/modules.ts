import { contactRoutes } from '../contacts/routes.ts';
import { directoryRoutes } from '../directory/routes.ts';
import { interactionRoutes } from '../interactions/routes.ts';
import type { Page } from '../platform/pages.ts';
import type { ServedRoute } from '../platform/routes.ts';
import type { Worker } from '../platform/workers.ts';

/** Every endpoint of the API, module by module, in the order of the floors. */
export const routes: ServedRoute[] = [...contactRoutes, ...interactionRoutes, ...directoryRoutes];

/** Every public page. */
export const pages: Page[] = [];

/** Every job's worker. */
export const workers: Worker[] = [];
