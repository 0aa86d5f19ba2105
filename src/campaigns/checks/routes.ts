import type { Outside } from '../../messages/messages.ts';
import { serve } from '../../platform/routes.ts';
import type { Scope } from '../../platform/scope.ts';
import { answerNeutrality, checksOf, exemptOpposition, explainUrgency, writeOpposition } from './checks.ts';
import { checksApi } from './contract.ts';
import { answerReview, askReview, listAwaitedReviews, listReviewers } from './reviews.ts';

export const checkRoutes = ({ publicUrl }: Outside) => {
  const after = async (scope: Scope, campaignId: string, act: Promise<void>) => {
    await act;
    return checksOf(scope, campaignId, publicUrl);
  };
  return serve(checksApi, {
    show: (scope, { params }) => checksOf(scope, params.campaignId, publicUrl),
    answerNeutrality: (scope, { params: { campaignId }, body }) =>
      after(scope, campaignId, answerNeutrality(scope, campaignId, body)),
    explainUrgency: (scope, { params: { campaignId }, body }) =>
      after(scope, campaignId, explainUrgency(scope, campaignId, body.reason)),
    writeOpposition: (scope, { params: { campaignId }, body }) =>
      after(scope, campaignId, writeOpposition(scope, campaignId, body.text)),
    exemptOpposition: (scope, { params: { campaignId }, body }) =>
      after(scope, campaignId, exemptOpposition(scope, campaignId, body.reason)),
    listReviewers: (scope) => listReviewers(scope),
    askReview: (scope, { params: { campaignId }, body }) => after(scope, campaignId, askReview(scope, campaignId, body.memberId)),
    listAwaited: (scope) => listAwaitedReviews(scope),
    answerReview: (scope, { params: { campaignId, reviewId }, body }) =>
      after(scope, campaignId, answerReview(scope, campaignId, { reviewId, ...body })),
  });
};
