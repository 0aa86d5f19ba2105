import { newId } from '../../platform/ids.ts';
import { missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf } from '../../platform/time.ts';
import { groundDb } from '../tables.ts';
import { zoneOf } from '../zones.ts';
import { asElection, CALENDAR_VERSION, heldUntil, nationalPolls } from './calendar.ts';
import type { Election, ElectionToday, NewElection, PresidentialWindow } from './contract.ts';
import { electionsDb } from './tables.ts';

export async function showCalendar(scope: Scope) {
  const { presidentialWindow, elections } = await electionsOf(scope);
  return { version: CALENDAR_VERSION, presidentialWindow, elections, today: await electionToday(scope) };
}

/** What elections ask today: the strictest window one stands in, and whether a poll is near enough to hold what is not urgent. */
export async function electionToday(scope: Scope): Promise<ElectionToday> {
  const { elections } = await electionsOf(scope);
  const { inseeCode } = await groundDb(scope.db)
    .selectFrom('townHalls')
    .select('inseeCode')
    .where('id', '=', scope.townHallId)
    .executeTakeFirstOrThrow();
  const today = dayOf(scope.now, zoneOf(inseeCode));
  const open = elections.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn);
  return {
    window: open.find(({ isAdvisory }) => !isAdvisory) ?? open[0] ?? null,
    heldUntil: heldUntil(elections, scope.now, inseeCode),
  };
}

async function electionsOf(scope: Scope): Promise<{ presidentialWindow: PresidentialWindow; elections: Election[] }> {
  const { presidentialWindow } = await electionsDb(scope)
    .selectFrom('townHallSettings')
    .select('presidentialWindow')
    .executeTakeFirstOrThrow();
  const own = await electionsDb(scope).selectFrom('elections').selectAll().orderBy('firstRound').execute();
  const polls = [
    ...nationalPolls,
    ...own.map(({ id, name, firstRound, lastRound }) => ({
      ...{ id, name, rounds: firstRound === lastRound ? [firstRound] : [firstRound, lastRound] },
      ...{ status: 'confirmed' as const, isPresidential: false },
    })),
  ];
  const today = dayOf(scope.now);
  return { presidentialWindow, elections: polls.map((poll) => asElection(poll, today, presidentialWindow)) };
}

export async function addElection(scope: Scope, draft: NewElection) {
  await electionsDb(scope)
    .insertInto('elections')
    .values({ id: newId(), ...draft, addedAt: scope.now, addedBy: scope.actor.name })
    .execute();
  return showCalendar(scope);
}

export async function removeElection(scope: Scope, electionId: string) {
  const gone = await electionsDb(scope).deleteFrom('elections').where('id', '=', electionId).returning('id').execute();
  if (gone.length === 0) throw missing('election.missing', 'Cette élection n’existe pas, ou n’existe plus.');
  return showCalendar(scope);
}

export async function changeElectionRules(scope: Scope, rules: { presidentialWindow: PresidentialWindow }) {
  await electionsDb(scope).updateTable('townHallSettings').set(rules).execute();
  return showCalendar(scope);
}
