import { readFile } from 'node:fs/promises';
import { asOwner } from '../../src/platform/database.ts';

/** Someone who was told that they would receive nothing more. */
export interface Stop {
  contactId: string;
  at: string;
}

/** All there is to look at from outside: the database, and what the relay wrote down by itself. */
export interface Evidence {
  superuserUrl: string;
  ledger: string;
  /** How many were chosen for each campaign whose launch was acknowledged. */
  audiences: ReadonlyMap<string, number>;
  stops: readonly Stop[];
  /** No more may be uncertain: those in flight, times the deaths. */
  mostUncertain: number;
}

interface Delivery {
  id: string;
  town: number;
  townOfContact: number | null;
  campaign: string;
  contact: string | null;
  state: string;
  handedAt: string | null;
  messageId: string | null;
}

interface Kept {
  recipient: string;
  messageId: string;
  at: number;
}

interface Seen extends Evidence {
  deliveries: Delivery[];
  kept: Kept[];
  stuck: { leases: number; jobs: number; unended: number };
  refused: ReadonlySet<string>;
}

export const keptBy = async (ledger: string): Promise<Kept[]> =>
  (await readFile(ledger, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Kept);

/** What trust 5.0 promises and is not so: nothing, or sentences. Receipts and votes (I8) and the chain of the audit log (I6) are not there yet. */
export async function violations(evidence: Evidence): Promise<string[]> {
  const seen = await look(evidence);
  return Object.entries(invariants).flatMap(([name, faults]) => faults(seen).map((fault) => `${name}: ${fault}`));
}

async function look(evidence: Evidence): Promise<Seen> {
  const kept = await keptBy(evidence.ledger);
  return asOwner(evidence.superuserUrl, async (client) => {
    const { rows: deliveries } = await client.query<Delivery>(`
      select d.id, d.town_hall_id as town, c.town_hall_id as "townOfContact", d.campaign_id as campaign, d.contact_id as contact, d.state,
        to_char(d.handed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "handedAt", d.message_id as "messageId"
      from deliveries d left join contacts c on c.id = d.contact_id`);
    const { rows: stuck } = await client.query<Seen['stuck']>(`
      select (select count(*)::int from deliveries where state = 'handing_over' and lease_until < now() - interval '20 minutes') as leases,
        (select count(*)::int from graphile_worker._private_jobs where attempts < max_attempts and (run_at <= now() or locked_by is not null)) as jobs,
        (select count(*)::int from campaigns where state in ('sending', 'scheduled')) as unended`);
    const { rows: refused } = await client.query<{ contact: string }>(
      `select contact_id as contact from consents where answer = 'refused'`,
    );
    return {
      ...evidence,
      deliveries,
      kept,
      stuck: stuck[0] ?? { leases: 0, jobs: 0, unended: 0 },
      refused: new Set(refused.map(({ contact }) => contact)),
    };
  });
}

const states = ['waiting', 'handing_over', 'delivered', 'refused', 'gave_up', 'skipped', 'uncertain'];

const invariants: Record<string, (seen: Seen) => string[]> = {
  'I1, figures add up': ({ deliveries, audiences }) =>
    [...audiences].flatMap(([campaign, chosen]) => {
      const rows = deliveries.filter((one) => one.campaign === campaign && states.includes(one.state));
      return rows.length === chosen ? [] : [`campaign ${campaign}: ${rows.length} of ${chosen}`];
    }),
  'I2, nobody twice': ({ kept, deliveries }) => {
    const campaignOf = new Map(deliveries.map(({ messageId, campaign }) => [messageId, campaign]));
    return twice(kept.map(({ messageId, recipient }) => `${campaignOf.get(messageId) ?? messageId} ${recipient}`));
  },
  'I3, nobody after a stop': ({ kept, deliveries, stops }) => {
    const stoppedAt = new Map(stops.map(({ contactId, at }) => [contactId, at]));
    const there = new Set(kept.map(({ messageId }) => messageId));
    return deliveries
      .filter(({ contact, handedAt }) => contact && handedAt && handedAt > (stoppedAt.get(contact) ?? '9'))
      .filter(({ messageId }) => there.has(messageId ?? ''))
      .map(({ contact, handedAt }) => `${contact} was handed over at ${handedAt}`);
  },
  'I4, nobody forgotten': ({ deliveries }) =>
    deliveries
      .filter(({ state }) => state === 'waiting' || state === 'handing_over')
      .map(({ id, state }) => `delivery ${id} is ${state} in the end`),
  'I5, no town sees another': ({ deliveries, kept }) => {
    const mixed = deliveries.filter(({ town, townOfContact }) => townOfContact !== null && town !== townOfContact);
    const known = new Map(deliveries.map(({ messageId, town }) => [messageId, town]));
    const strangers = kept.filter(({ messageId }) => Number(/\.(\d+)@/.exec(messageId)?.[1]) !== known.get(messageId));
    return [...mixed.map(({ id }) => `delivery ${id}`), ...strangers.map(({ messageId }) => `message ${messageId}`)];
  },
  'I7, no acknowledged stop is lost': ({ stops, refused }) =>
    stops.filter(({ contactId }) => !refused.has(contactId)).map(({ contactId }) => contactId),
  'I9, nothing is stuck': ({ stuck }) =>
    Object.entries(stuck).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : [])),
  'the relay and the ledger agree': ({ deliveries, kept }) => {
    const there = new Set(kept.map(({ messageId }) => messageId));
    const stateOf = new Map(deliveries.map(({ messageId, state }) => [messageId, state]));
    return [
      ...deliveries
        .filter(({ state, messageId }) => state === 'delivered' && !there.has(messageId ?? ''))
        .map(({ id }) => `${id} is said delivered, and the relay never saw it`),
      ...[...there]
        .filter((messageId) => !['delivered', 'uncertain'].includes(stateOf.get(messageId) ?? ''))
        .map((messageId) => `${messageId} is with the relay, and said ${stateOf.get(messageId)}`),
    ];
  },
  'few are uncertain': ({ deliveries, mostUncertain }) => {
    const count = deliveries.filter(({ state }) => state === 'uncertain').length;
    return count <= mostUncertain ? [] : [`${count}, and no more than ${mostUncertain} were in flight at a death`];
  },
};

function twice(all: readonly string[]): string[] {
  const met = new Set<string>();
  return all.filter((one) => met.size === met.add(one).size);
}
