import { sql } from 'kysely';
import { findWrongFacets } from '../../interactions/interactions.ts';
import { Problem } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { listTownHalls } from '../../townhalls/townhalls.ts';
import type { Verb } from './verb.ts';

interface Invariant {
  name: string;
  /** Ids of what breaks it, at most a few. */
  broken(scope: Scope): Promise<string[]>;
}

const idsOf = async (scope: Scope, query: ReturnType<typeof sql<{ id: string }>>) =>
  (await query.execute(scope.db)).rows.map(({ id }) => id);

/** What must be true of the data at any instant, whatever was killed and when (trust 5.1). */
const invariants: Invariant[] = [
  {
    name: 'a campaign that is over has nobody left waiting',
    broken: (scope) =>
      idsOf(
        scope,
        sql`select d.id from deliveries d join campaigns c on c.town_hall_id = d.town_hall_id and c.id = d.campaign_id
          where d.town_hall_id = ${scope.townHallId} and c.state = 'sent' and d.state in ('waiting', 'handing_over') limit 5`,
      ),
  },
  {
    name: 'a settled delivery says when, an unsettled one does not',
    broken: (scope) =>
      idsOf(
        scope,
        sql`select id from deliveries where town_hall_id = ${scope.townHallId}
          and (settled_at is null) <> (state in ('waiting', 'handing_over')) limit 5`,
      ),
  },
  {
    name: 'who was written to has it on the record',
    broken: (scope) =>
      idsOf(
        scope,
        sql`select d.id from deliveries d where d.town_hall_id = ${scope.townHallId} and d.state = 'delivered' and d.contact_id is not null
          and not exists (select from interactions i where i.town_hall_id = d.town_hall_id and i.contact_id = d.contact_id
            and i.subject_id = d.campaign_id and i.kind = 'letter_received') limit 5`,
      ),
  },
  {
    name: 'what is summed up of each contact is what their exchanges say',
    broken: findWrongFacets,
  },
  {
    name: 'only lists have members of their own',
    broken: (scope) =>
      idsOf(
        scope,
        sql`select distinct s.id from segments s join list_members m on m.town_hall_id = s.town_hall_id and m.segment_id = s.id
          where s.town_hall_id = ${scope.townHallId} and s.fixed_at is null limit 5`,
      ),
  },
  {
    name: 'each consent in force is the last one proved',
    broken: (scope) =>
      idsOf(
        scope,
        sql`select c.contact_id as id from consents c where c.town_hall_id = ${scope.townHallId} and c.answer is distinct from (
            select p.answer from consent_proofs p where p.town_hall_id = c.town_hall_id and p.contact_id = c.contact_id
              and p.purpose_id = c.purpose_id and p.channel = c.channel and not exists (select from consent_annulments a
                where a.town_hall_id = p.town_hall_id and a.proof_id = p.id) order by coalesce(p.confirmed_at, p.happened_at) desc, p.recorded_at desc, p.id desc limit 1) limit 5`,
      ),
  },
  {
    name: 'the words of each consent are those that were hashed',
    broken: (scope) =>
      idsOf(
        scope,
        sql`select id from consent_proofs where town_hall_id = ${scope.townHallId} and wording_hash <> encode(sha256(convert_to(wording, 'UTF8')), 'hex') limit 5`,
      ),
  },
  {
    name: 'every contact says where it came from',
    broken: (scope) =>
      idsOf(scope, sql`select id from contacts where town_hall_id = ${scope.townHallId} and btrim(source) = '' limit 5`),
  },
];

interface Verdict {
  townHall: string;
  invariant: string;
  holds: boolean;
  examples: string[];
}

export const verifyVerb: Verb = {
  name: 'verify',
  summary: 'Vérifie que les données tiennent leurs promesses.',
  usage: 'verify [--json]',
  options: {},
  async run({ ground }) {
    const { db, systemTransact } = await ground();
    const verdicts: Verdict[] = [];
    for (const { id, slug } of await listTownHalls(db)) {
      for (const { name, broken } of invariants) {
        const examples = await systemTransact(id)(broken);
        verdicts.push({ townHall: slug, invariant: name, holds: examples.length === 0, examples });
      }
    }
    const faults = verdicts.filter((one) => !one.holds);
    if (faults.length > 0)
      throw new Problem('conflict', 'verify.broken', {
        message: faults.map((one) => `${one.townHall} : ${one.invariant} — ${one.examples.join(', ')}`).join('\n'),
      });
    return { holds: true, verdicts };
  },
  inWords: ({ verdicts }: { verdicts: Verdict[] }) => `${verdicts.length} vérifications, toutes bonnes.`,
};
