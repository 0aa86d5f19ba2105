import { conflict } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { instantInWords } from '../../platform/time.ts';
import type { Rule } from '../../segments/rules/contract.ts';
import { contactsIn } from '../../segments/segments.ts';
import { electionToday } from '../../townhalls/elections/elections.ts';
import { getTownHall } from '../../townhalls/townhalls.ts';
import type { CampaignRow } from '../tables.ts';
import { checksDb } from './tables.ts';

type Judged = Pick<
  CampaignRow,
  'id' | 'version' | 'category' | 'content' | 'neutrality' | 'urgency' | 'opposition' | 'oppositionExemption'
>;

/** From the eve of a poll, what is not urgent waits until its end (trust P-18). */
export async function heldByPoll(scope: Scope, campaign: Pick<Judged, 'category' | 'urgency'>): Promise<string | null> {
  return isUrgent(campaign) ? null : (await electionToday(scope)).heldUntil;
}

export async function refuseHeld(scope: Scope, campaign: Judged): Promise<void> {
  const heldUntil = await heldByPoll(scope, campaign);
  if (heldUntil)
    throw conflict(
      'campaign.held_by_poll',
      `Un scrutin a lieu : les envois attendent jusqu’au ${instantInWords(heldUntil, (await getTownHall(scope)).zone)}. Une alerte ou un message de service peut partir, avec sa raison.`,
    );
}

/** What elections and the council's own rules ask before a letter leaves. */
export async function refuseUnlawful(scope: Scope, campaign: Judged, rule: Rule): Promise<void> {
  const { window } = await electionToday(scope);
  if (window && !window.isAdvisory) {
    if (!campaign.neutrality)
      throw conflict(
        'campaign.neutrality_missing',
        'Avant une élection, répondez d’abord aux quatre questions de la période préélectorale.',
      );
    if ((await isTownWide(scope, rule)) && !(await isApproved(scope, campaign)))
      throw conflict(
        'campaign.second_approval_missing',
        'Avant une élection, une lettre à toute la commune demande l’accord d’un second agent. Demandez une relecture.',
      );
  }
  if ((await isOppositionDue(scope, campaign)) && !hasOppositionSpace(campaign))
    throw conflict(
      'campaign.opposition_missing',
      'Une lettre de nouvelles réserve un espace aux élus de l’opposition (CGCT, L2121-27-1). Ajoutez leur bloc, ou dites pourquoi il n’y en a pas.',
    );
}

/** Trust P-18: what cannot wait leaves all the same, with its reason. */
export const isUrgent = ({ category, urgency }: Pick<Judged, 'category' | 'urgency'>): boolean =>
  (category === 'alert' || category === 'service_continuity') && urgency !== '';

/** The council's commune has 1,000 inhabitants or more, and the letter tells of its work (trust P-21). */
export async function isOppositionDue(scope: Scope, { category }: Pick<Judged, 'category'>): Promise<boolean> {
  if (category !== 'municipal_news') return false;
  const { population } = await getTownHall(scope);
  return (population ?? 0) >= 1000;
}

const hasOppositionSpace = ({ content, opposition, oppositionExemption }: Judged): boolean =>
  oppositionExemption !== '' || (opposition !== null && content.blocks.some(({ kind }) => kind === 'opposition'));

/** To half of those the town hall knows, or more: as good as everyone. */
export async function isTownWide(scope: Scope, rule: Rule): Promise<boolean> {
  const concerned = await contactsIn(scope, rule);
  const { chosen, all } = await checksDb(scope)
    .selectFrom('contacts')
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('all'),
      fn
        .countAll<number>()
        .filterWhere(eb('contacts.id', 'in', concerned))
        .as('chosen'),
    ])
    .where('archivedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return all > 0 && chosen * 2 >= all;
}

/** Someone else than whoever is acting read this very version, and approves. */
export async function isApproved(scope: Scope, { id, version }: Pick<Judged, 'id' | 'version'>): Promise<boolean> {
  const approval = await checksDb(scope)
    .selectFrom('campaignReviews')
    .select('id')
    .where('campaignId', '=', id)
    .where('version', '=', version)
    .where('answer', '=', 'approved')
    .where('askedOf', '!=', asMember(scope.actor.id))
    .executeTakeFirst();
  return approval !== undefined;
}

const nobody = '00000000-0000-0000-0000-000000000000';
/** A program's key, or the product itself, is nobody of the team. */
export const asMember = (actorId: string): string => (/^[0-9a-f-]{36}$/.test(actorId) ? actorId : nobody);
