import { newId } from '../../platform/ids.ts';
import { announce } from '../../platform/live/announce.ts';
import { conflict, denied, missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { campaignRow } from '../campaigns.ts';
import type { Review } from './contract.ts';
import { asMember } from './law.ts';
import { checksDb } from './tables.ts';

export async function listReviewers(scope: Scope): Promise<{ id: string; name: string }[]> {
  const members = await checksDb(scope)
    .selectFrom('teamMembers')
    .select(['id', 'firstName', 'lastName'])
    .where('disabledAt', 'is', null)
    .where('id', '!=', asMember(scope.actor.id))
    .orderBy('lastName')
    .execute();
  return members.map(({ id, firstName, lastName }) => ({ id, name: `${firstName} ${lastName}`.trim() }));
}

export const listReviews = (scope: Scope, campaignId: string): Promise<Review[]> =>
  checksDb(scope).selectFrom('campaignReviews').selectAll().where('campaignId', '=', campaignId).orderBy('id', 'desc').execute();

/** What one is asked to read, and has not yet. */
export const listAwaitedReviews = (scope: Scope) =>
  checksDb(scope)
    .selectFrom('campaignReviews')
    .innerJoin('campaigns', 'campaigns.id', 'campaignReviews.campaignId')
    .select(['campaignReviews.id', 'campaigns.id as campaignId', 'campaigns.name as campaignName', 'askedBy', 'askedAt'])
    .where('askedOf', '=', asMember(scope.actor.id))
    .where('answer', 'is', null)
    .where('campaigns.state', '=', 'draft')
    .where('campaigns.archivedAt', 'is', null)
    .orderBy('askedAt')
    .execute();

/** Of the letter as it stands; asked again, the former question is left behind. */
export async function askReview(scope: Scope, campaignId: string, memberId: string): Promise<void> {
  const { version, state } = await campaignRow(scope, campaignId);
  if (state !== 'draft') throw conflict('campaign.already_launched', 'Cet envoi est déjà parti.');
  const member = (await listReviewers(scope)).find(({ id }) => id === memberId);
  if (!member) throw missing('member.missing', 'Ce collègue n’a pas, ou n’a plus, de compte. Choisissez quelqu’un d’autre.');
  await checksDb(scope).deleteFrom('campaignReviews').where('campaignId', '=', campaignId).where('answer', 'is', null).execute();
  await checksDb(scope)
    .insertInto('campaignReviews')
    .values({
      ...{ id: newId(), campaignId, version, askedOf: member.id, askedOfName: member.name },
      ...{ askedBy: scope.actor.name, askedAt: scope.now, answer: null, comment: '', answeredAt: null },
    })
    .execute();
  await announce(scope, 'campaign', campaignId);
}

interface ReviewAnswer {
  reviewId: string;
  answer: 'approved' | 'commented';
  comment: string;
}

/** By whom it was asked of, of the version they have under their eyes. */
export async function answerReview(scope: Scope, campaignId: string, { reviewId, answer, comment }: ReviewAnswer): Promise<void> {
  const { version } = await campaignRow(scope, campaignId);
  const review = (await listReviews(scope, campaignId)).find(({ id }) => id === reviewId);
  if (!review) throw missing('review.missing', 'Cette relecture n’est plus demandée.');
  if (review.askedOf !== scope.actor.id)
    throw denied('review.not_yours', `Cette relecture est demandée à ${review.askedOfName}.`);
  await checksDb(scope)
    .updateTable('campaignReviews')
    .set({ answer, comment, version, answeredAt: scope.now })
    .where('id', '=', reviewId)
    .execute();
  await announce(scope, 'campaign', campaignId);
}
