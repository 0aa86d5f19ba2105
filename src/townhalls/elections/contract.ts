import { z } from 'zod';
import { day, endpoint, id, instant } from '../../platform/contract.ts';

/** A day once it is known, else the month. */
const round = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

const election = z.object({
  /** Null for those of the national calendar. */
  id: id.nullable(),
  name: z.string(),
  rounds: z.array(round),
  status: z.enum(['confirmed', 'expected']),
  startsOn: day,
  endsOn: day,
  /** The window recommends, and forbids nothing by itself (trust P-20). */
  isAdvisory: z.boolean(),
  /** Less than a year away, and its days are not sure yet. */
  isToReview: z.boolean(),
});
export type Election = z.output<typeof election>;

export const presidentialWindow = z.enum(['advisory', 'strict']);
export type PresidentialWindow = z.infer<typeof presidentialWindow>;

/** What a town hall may do today, as elections stand. */
export interface ElectionToday {
  window: Election | null;
  /** Until when what is not urgent is held: the eve of a poll, at midnight, to the close of the last station (code électoral, L49). */
  heldUntil: string | null;
}

const newElection = z
  .object({
    name: z.string().trim().min(3, 'Dites de quelle élection il s’agit.').max(120),
    firstRound: day,
    lastRound: day,
  })
  .refine(({ firstRound, lastRound }) => firstRound <= lastRound, {
    path: ['lastRound'],
    message: 'Le dernier tour ne peut pas venir avant le premier.',
  });
export type NewElection = z.output<typeof newElection>;

const calendar = z.object({
  version: z.string(),
  presidentialWindow,
  elections: z.array(election),
  today: z.object({ window: election.nullable(), heldUntil: instant.nullable() }),
});

export const electionsApi = {
  show: endpoint('GET /elections', {
    access: 'signed_in',
    summary: 'Le calendrier des élections, et ce qu’il demande aujourd’hui.',
    reply: calendar,
  }),
  add: endpoint('POST /elections', {
    access: 'townhalls.manage',
    summary: 'Ajoute une élection propre à la commune : partielle, ou après une dissolution.',
    body: newElection,
    reply: calendar,
  }),
  remove: endpoint('DELETE /elections/:electionId', {
    access: 'townhalls.manage',
    summary: 'Retire une élection propre à la commune.',
    reply: calendar,
  }),
  changeRules: endpoint('PUT /elections/rules', {
    access: 'townhalls.manage',
    summary: 'Dit si la période qui précède une présidentielle conseille ou oblige.',
    body: z.object({ presidentialWindow }),
    reply: calendar,
  }),
};
