import { lettersNaming } from '../campaigns/campaigns.ts';
import { checkRoutes } from '../campaigns/checks/routes.ts';
import { campaignSchedules } from '../campaigns/jobs.ts';
import { campaignPages } from '../campaigns/pages.tsx';
import { reportRoutes } from '../campaigns/report/routes.ts';
import { campaignRoutes } from '../campaigns/routes.ts';
import { templateRoutes } from '../campaigns/templates/routes.ts';
import { uncertainRoutes } from '../campaigns/uncertain/routes.ts';
import { campaignWorkers } from '../campaigns/workers.ts';
import { preferenceSchedules } from '../consents/preferences/jobs.ts';
import { preferencePages } from '../consents/preferences/pages.tsx';
import { preferenceWorkers } from '../consents/preferences/workers.ts';
import { consentRoutes } from '../consents/routes.ts';
import { signUpSchedules } from '../consents/sign-ups/jobs.ts';
import { signUpPages } from '../consents/sign-ups/pages.tsx';
import { signUpWorkers } from '../consents/sign-ups/workers.ts';
import { slipRoutes } from '../consents/slips/routes.ts';
import { duplicateSchedules } from '../contacts/duplicates/jobs.ts';
import { contactRoutes } from '../contacts/routes.ts';
import { contactWorkers } from '../contacts/workers.ts';
import { bulkSchedules } from '../directory/bulk/jobs.ts';
import { exportSchedules } from '../directory/exports/jobs.ts';
import { directoryRoutes } from '../directory/routes.ts';
import { directoryWorkers } from '../directory/workers.ts';
import { engagementSchedules } from '../engagement/jobs.ts';
import { engagementRoutes } from '../engagement/routes.ts';
import { engagementWorkers } from '../engagement/workers.ts';
import { importSchedules } from '../imports/jobs.ts';
import { importRoutes } from '../imports/routes.ts';
import { importWorkers } from '../imports/workers.ts';
import { interactionRoutes } from '../interactions/routes.ts';
import type { Outside } from '../messages/messages.ts';
import { messagePages } from '../messages/pages.tsx';
import { pictureRoutes } from '../messages/pictures/routes.ts';
import type { Schedule } from '../platform/jobs.ts';
import { longWorkSchedules } from '../platform/long-works/jobs.ts';
import { longWorkRoutes } from '../platform/long-works/routes.ts';
import { longWorkWorkers } from '../platform/long-works/workers.ts';
import type { Page } from '../platform/pages.ts';
import type { ServedRoute } from '../platform/routes.ts';
import type { Worker } from '../platform/workers.ts';
import { portalPages } from '../portal/pages.tsx';
import { paceRoutes } from '../post/pacing/routes.ts';
import { type Outdoors, relayRoutes } from '../post/relays/routes.ts';
import { postRoutes } from '../post/routes.ts';
import { mergeSchedules } from '../privacy/merges/jobs.ts';
import { privacyRoutes } from '../privacy/routes.ts';
import { privacyWorkers } from '../privacy/workers.ts';
import { listRoutes } from '../segments/lists/routes.ts';
import { segmentRoutes } from '../segments/routes.ts';
import { segmentsNaming } from '../segments/segments.ts';
import type { Cost } from '../team/passwords.ts';
import { teamRoutes } from '../team/routes.ts';
import type { Founding } from '../team/setup.ts';
import { electionRoutes } from '../townhalls/elections/routes.ts';
import { townHallRoutes } from '../townhalls/routes.ts';
import { footprints } from './footprints.ts';
import { menu, render } from './public-menu.ts';

/** What routes need beside the hands they are given. */
export interface Belongings extends Founding, Outside, Outdoors {
  /** Of hashing passwords; tests give a small one. */
  cost?: Cost;
}

/** Every endpoint of the API, module by module, in the order of the floors. */
export const routesOf = (belongings: Belongings): ServedRoute[] => [
  ...townHallRoutes(belongings),
  ...electionRoutes,
  ...longWorkRoutes,
  ...postRoutes(belongings),
  ...relayRoutes(belongings),
  ...paceRoutes,
  ...teamRoutes(belongings),
  ...contactRoutes({ usesOfField: [segmentsNaming, lettersNaming] }),
  ...interactionRoutes,
  ...engagementRoutes,
  ...consentRoutes,
  ...slipRoutes(belongings),
  ...segmentRoutes,
  ...listRoutes,
  ...directoryRoutes,
  ...pictureRoutes(belongings),
  ...campaignRoutes(belongings),
  ...uncertainRoutes,
  ...reportRoutes(belongings),
  ...checkRoutes(belongings),
  ...templateRoutes,
  ...privacyRoutes(footprints),
  ...importRoutes(belongings),
];

/** Every public page. */
export const pagesOf = (belongings: Belongings): Page[] => {
  const stage = { ...belongings, render, menu };
  return [
    ...messagePages(stage),
    ...campaignPages(stage),
    ...signUpPages(stage),
    ...preferencePages(stage),
    ...portalPages(stage),
  ];
};

/** Every job's worker. */
export const workersOf = (belongings: Belongings): Worker[] => [
  ...longWorkWorkers,
  ...signUpWorkers(belongings),
  ...preferenceWorkers(belongings),
  ...contactWorkers,
  ...engagementWorkers,
  ...directoryWorkers,
  ...campaignWorkers(belongings),
  ...privacyWorkers,
  ...importWorkers(belongings),
];

/** What is done by the clock. */
export const schedules: Schedule[] = [
  ...longWorkSchedules,
  ...signUpSchedules,
  ...preferenceSchedules,
  ...engagementSchedules,
  ...duplicateSchedules,
  ...bulkSchedules,
  ...exportSchedules,
  ...campaignSchedules,
  ...mergeSchedules,
  ...importSchedules,
];
