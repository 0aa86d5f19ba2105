import { readdir, readFile } from 'node:fs/promises';
import { addCampaign, getCampaign } from '../../src/campaigns/campaigns.ts';
import { launchCampaign } from '../../src/campaigns/launch/launch.ts';
import { scheduleCampaign } from '../../src/campaigns/launch/schedule.ts';
import type { Scope } from '../../src/platform/scope.ts';
import { dayOf, now, secondsAfter, timeOf } from '../../src/platform/time.ts';
import { addElection, removeElection, showCalendar } from '../../src/townhalls/elections/elections.ts';
import { violations } from './checker.ts';
import { ageLeases, finish, type Ground, openStage, type Town } from './drill.ts';
import { deathOf, kill, startRole } from './product.ts';

const sourcesOf = async (): Promise<string[]> => {
  const files = await readdir('src/campaigns', { recursive: true });
  const code = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return Promise.all(code.map((file) => readFile(`src/campaigns/${file}`, 'utf8')));
};

/** Every place to die that campaigns know, read from their source. */
export async function pointsInSource(): Promise<string[]> {
  const sources = await sourcesOf();
  const found = (pattern: RegExp) => sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name = '']) => name));
  const steps = found(/\bdurably\('([^']+)'/g).flatMap((step) => [`${step}:before`, `${step}:after`]);
  return [...new Set([...found(/\bcrashPoint\('([^']+)'/g), ...steps])].sort();
}

/** People of the town: enough for two sets of answers in a turn. */
const PEOPLE = 60;
/** One whose answer comes when its turn is long over. */
const LATE = 'personne.0@valmeraude.example';

/** One campaign for each place to die, and a worker that dies there; then a worker that finishes what they left. */
export async function dieEverywhere(ground: Ground): Promise<{ died: string[]; violations: string[] }> {
  const late = { at: 'dot', after: 4500, keeps: true, times: 2 } as const;
  const stage = await openStage(ground, { faults: { [LATE]: [late], '*': [{ at: 'dot', after: 5, keeps: true }] } });
  try {
    const [town, refused] = [await stage.foundTown('Valmeraude', PEOPLE), await stage.foundTown('Valbruyere', 3)];
    const died: string[] = [];
    const audiences = new Map<string, number>();
    for (const point of (await pointsInSource()).sort(lateFirst)) {
      const isMissed = point.startsWith('miss');
      const campaignId = await arrange(isMissed ? refused : town, point);
      audiences.set(campaignId, isMissed ? 0 : PEOPLE);
      const worker = startRole(stage.surroundings, 'worker', point);
      if ((await deathOf(worker, 40)) === 'SIGKILL') died.push(point);
      await kill(worker);
      await ageLeases(stage);
    }
    await finish(stage, [town, refused]);
    const found = await violations({ ...stage, stops: [], audiences, mostUncertain: audiences.size * 80 });
    return { died: died.sort(), violations: found };
  } finally {
    await stage.close();
  }
}

/** The late answers are for the first who ask. */
const lateFirst = (one: string, other: string) => Number(other.startsWith('late')) - Number(one.startsWith('late'));

/** A letter on its way, or whose hour has come; or has come, and may not leave. */
const arrange = ({ transact, campaignId }: Town, point: string): Promise<string> =>
  transact(async (scope) => {
    const { id, version } = await addCampaign(scope, { ...(await getCampaign(scope, campaignId)), name: point });
    if (/^(launch|freeze|miss)/.test(point)) await giveHour(scope, { id, version, isRefused: point.startsWith('miss') });
    else await launchCampaign(scope, id, version);
    return id;
  });

async function giveHour(scope: Scope, { id, version, isRefused }: { id: string; version: number; isRefused: boolean }) {
  const justNow = secondsAfter(now(), -60);
  for (const election of (await showCalendar(scope)).elections) if (election.id) await removeElection(scope, election.id);
  const then = { ...scope, now: secondsAfter(justNow, -86_400) };
  await scheduleCampaign(then, id, { version, day: dayOf(justNow), time: timeOf(justNow) });
  const poll = dayOf(secondsAfter(justNow, 40 * 86_400));
  if (isRefused) await addElection(scope, { name: 'Dissolution', firstRound: poll, lastRound: poll });
}
