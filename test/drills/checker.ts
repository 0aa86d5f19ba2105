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
  /** From 1, one after the other. */
  n: number;
  recipient: string;
  messageId: string;
  at: number;
}

interface Seen extends Evidence {
  deliveries: Delivery[];
  kept: Kept[];
  stuck: { leases: number; jobs: number; unended: number };
  refused: ReadonlySet<string>;
  /** How many proofs there are of a stop said through a link, by contact. */
  proofs: ReadonlyMap<string, number>;
  unproved: string[];
}

export const keptBy = async (ledger: string): Promise<Kept[]> =>
  (await readFile(ledger, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Kept);

/**
 * What trust 5.0 and 5.1 promise and is not so: nothing, or sentences.
 * - I1: everyone chosen is in one state; I2: the relay holds no letter twice for anyone; I3: nobody was handed over after they were
 *   told that nothing more would come; I4: nobody is left waiting in the end; I5: no row nor message mixes two towns.
 * - I6: each answer in force is the last one proved, in the words that were hashed. A chain of the acts of agents waits for their log.
 * - I7: no stop that was acknowledged is lost. I8: none is written down twice, however often it was told, and the relay's own
 *   numbers have no gap; receipts and votes will have theirs. I9: no lease, job or campaign is stuck.
 */
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
    const { rows: proofs } = await client.query<{ contact: string; count: number }>(`
      select contact_id as contact, count(*)::int as count from consent_proofs
      where answer = 'refused' and method = 'one_click' group by contact_id`);
    const { rows: unproved } = await client.query<{ what: string }>(`
      select 'the answer of ' || c.contact_id as what from consents c where c.answer is distinct from (
        select p.answer from consent_proofs p where (p.town_hall_id, p.contact_id, p.purpose_id, p.channel) = (c.town_hall_id, c.contact_id, c.purpose_id, c.channel)
          and not exists (select from consent_annulments a where (a.town_hall_id, a.proof_id) = (p.town_hall_id, p.id))
        order by coalesce(p.confirmed_at, p.happened_at) desc, p.recorded_at desc, p.id desc limit 1)
      union all select 'the words of ' || id from consent_proofs where wording_hash <> encode(sha256(convert_to(wording, 'UTF8')), 'hex')`);
    return {
      ...evidence,
      deliveries,
      kept,
      stuck: stuck[0] ?? { leases: 0, jobs: 0, unended: 0 },
      refused: new Set(refused.map(({ contact }) => contact)),
      proofs: new Map(proofs.map(({ contact, count }) => [contact, count])),
      unproved: unproved.map(({ what }) => what),
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
  'I6, what is in force is proved': ({ unproved }) => unproved,
  'I7, no acknowledged stop is lost': ({ stops, refused }) =>
    stops.filter(({ contactId }) => !refused.has(contactId)).map(({ contactId }) => contactId),
  'I8, no stop is written twice, no receipt of the relay is missing': ({ proofs, kept }) => [
    ...[...proofs].filter(([, count]) => count > 1).map(([contact, count]) => `${contact} has ${count} proofs of a stop`),
    ...twice(kept.map(({ n }) => `number ${n} of the relay, twice`)),
    // Two writes at once may reach the file in either order: the highest number is how many there are.
    ...(kept.reduce((most, { n }) => Math.max(most, n), 0) === kept.length
      ? []
      : [`${kept.length} lines of the relay, numbered further`]),
  ],
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
