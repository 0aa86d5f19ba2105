import { serve } from '../../platform/routes.ts';
import { electionsApi } from './contract.ts';
import { addElection, changeElectionRules, removeElection, showCalendar } from './elections.ts';

export const electionRoutes = serve(electionsApi, {
  show: (scope) => showCalendar(scope),
  add: (scope, { body }) => addElection(scope, body),
  remove: (scope, { params }) => removeElection(scope, params.electionId),
  changeRules: (scope, { body }) => changeElectionRules(scope, body),
});
