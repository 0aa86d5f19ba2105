import { serve } from '../../platform/routes.ts';
import type { WayOut } from '../../post/service-mails/contract.ts';
import { slipsApi } from './contract.ts';
import { annulEntry, enterSlip, openDesk, printSlip, showConfirmation, showPoster, showSlip } from './slips.ts';

export const slipRoutes = ({ publicUrl }: Pick<WayOut, 'publicUrl'>) =>
  serve(slipsApi, {
    desk: (scope) => openDesk(scope, publicUrl),
    print: (scope) => printSlip(scope, publicUrl),
    show: (scope, { params }) => showSlip(scope, params.slipId),
    enter: (scope, { params, body }) => enterSlip(scope, params.slipId, body),
    annul: (scope, { body }) => annulEntry(scope, body),
    poster: (scope) => showPoster(scope, publicUrl),
    confirm: (scope, { params }) => showConfirmation(scope, params.contactId, publicUrl),
  });
