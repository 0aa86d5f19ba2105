import { type RawBuilder, sql } from 'kysely';
import { demoOrganizations } from '../src/app/demo/organizations.ts';
import { demoPeople } from '../src/app/demo/people.ts';
import { listPurposes } from '../src/consents/consents.ts';
import { newField } from '../src/contacts/fields/contract.ts';
import { addField } from '../src/contacts/fields/fields.ts';
import { addTag } from '../src/contacts/tags/tags.ts';
import type { Scope, Transact } from '../src/platform/scope.ts';
import { addDistrict } from '../src/townhalls/districts/districts.ts';
import { stopIfAsked } from './measure.ts';

/** Contacts settled in one transaction. */
const BATCH = 25_000;
/** Batches at once: as many as the reference machine has cores. */
const LANES = 2;
/** People drawn as the demo draws them, then met again under other surnames. */
const MODELS = 2000;
const models = demoPeople(MODELS);

export const PARENTS_TAG = 'Parents d’élève';

/**
 * A commune of this size, the same each time: one contact in twenty an organization, one in five a parent, half of them agreed to
 * the letter, five exchanges each. Written in SQL by batches, for a city has five million exchanges.
 */
export async function settlePopulation(transact: Transact, size: number): Promise<void> {
  const { id: parentsTagId } = await transact((scope) => addTag(scope, { name: PARENTS_TAG }));
  const shape = await transact(shapeBase);
  const settleFrom = async (first: number): Promise<void> => {
    if (first >= size) return;
    stopIfAsked();
    const ranks = { first, last: Math.min(first + BATCH, size) - 1 };
    await transact(async (scope) => {
      await settleContacts(scope, ranks, shape);
      await tagParents(scope, ranks, parentsTagId);
      await agree(scope, ranks);
      await livePast(scope, ranks);
    });
    return settleFrom(first + LANES * BATCH);
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => settleFrom(lane * BATCH)));
}

interface Ranks {
  first: number;
  last: number;
}

const ranked = ({ first, last }: Ranks) => sql`generate_series(${first}::bigint, ${last}::bigint) as rank`;

/** What chance gives to the contact of a rank, from 0 to `sides` - 1; another throw is another chance. */
const drawn = (thrown: number, sides: number) => sql`(abs(hashint8(rank * 1009 + ${sql.lit(thrown)})) % ${sql.lit(sides)})`;

/** UUIDs of version 7 in the order of the ranks, as if one contact had come every ten milliseconds. */
const idOf = (rank: RawBuilder<unknown>) => sql`overlay(overlay(
  lpad(to_hex(1780000000000 + (${rank}) * 10), 12, '0') || substr(md5((${rank})::text), 1, 20)
  placing '7' from 13 for 1) placing '9' from 17 for 1)::uuid`;

/** One surname in ten is of the demo's thirty, each borne by three in a thousand, as Martin is; the others are borne by one contact. */
const surname = sql`initcap(translate(lpad(rank::text, 7, '0'), '0123456789', 'bcdfglmnrt') || 'a')`;

async function settleContacts({ db, townHallId, now }: Scope, ranks: Ranks, shape: Shape): Promise<void> {
  const people = models.map(({ tags: _, ...person }, model) => ({ ...person, model }));
  const organizations = demoOrganizations()
    .slice(0, 12)
    .map((one, model) => ({ ...one, model }));
  await sql`
    insert into contacts (town_hall_id, id, kind, honorific, first_name, last_name, birth_date, category, email, mobile_phone,
      landline_phone, address_line, postcode, municipality, custom, district_id, source, collected_on, created_at, changed_at)
    select ${townHallId}::int, ${idOf(sql`rank`)}, person.kind, person.honorific, person."firstName",
      case when rank % 10 = 0 then person."lastName" else ${surname} end,
      person."birthDate", null, regexp_replace(person.email, '\d*@', rank || '@'), ${phone('person."mobilePhone"', '+33639')},
      ${phone('person."landlinePhone"', '+33261')}, person."addressLine", '00300', 'Valmeraude', ${customOf(shape)}, ${districtOf(shape)}, 'Mesure',
      ${now}::timestamptz::date - ${drawn(1, 700)}, ${now}::timestamptz - make_interval(hours => ${drawn(2, 17000)}),
      ${now}::timestamptz - make_interval(hours => ${drawn(3, 9000)})
    from ${ranked(ranks)} join json_to_recordset(${JSON.stringify(people)}) as person (model int, kind text, honorific text,
      "firstName" text, "lastName" text, "birthDate" date, email text, "mobilePhone" text, "landlinePhone" text, "addressLine" text)
      on person.model = rank % ${sql.lit(MODELS)}
    where rank % 20 <> 19
    union all
    select ${townHallId}::int, ${idOf(sql`rank`)}, 'organization', null, '', organization."lastName" || ' ' || ${surname}, null,
      organization.category, regexp_replace(organization.email, '@', rank || '@'), null, null, rank || ' place du Marché', '00300',
      'Valmeraude', '{}', null, 'Mesure', ${now}::timestamptz::date - 400, ${now}::timestamptz - interval '400 days', ${now}::timestamptz
    from ${ranked(ranks)} join json_to_recordset(${JSON.stringify(organizations)}) as organization (model int, "lastName" text,
      category text, email text) on organization.model = (rank / 20) % ${sql.lit(organizations.length)}
    where rank % 20 = 19`.execute(db);
}

export const SCHOOL = 'École des enfants';
export const CHILDREN = 'Nombre d’enfants';
const schools = ['Les Tilleuls', 'Le Gué', 'Saint-Aubin'];
const districts = ['Le Bourg', 'Bellerive', 'Le Gué', 'Les Tilleuls', 'Valbruyère'];

/** What the mairie gave its records. */
interface Shape {
  schoolId: string;
  childrenId: string;
  optionIds: string[];
  districtIds: string[];
}

async function shapeBase(scope: Scope): Promise<Shape> {
  const options = schools.map((label) => ({ label }));
  const school = await addField(scope, newField.parse({ label: SCHOOL, kind: 'choice', options }));
  const children = await addField(scope, newField.parse({ label: CHILDREN, kind: 'number' }));
  const districtIds: string[] = [];
  for (const name of districts) districtIds.push((await addDistrict(scope, { name, streets: [] })).id);
  return { schoolId: school.id, childrenId: children.id, optionIds: school.options.map(({ id }) => id), districtIds };
}

/** Two in five have a child at school. */
const customOf = ({ schoolId, childrenId, optionIds }: Shape) => sql`case when ${drawn(7, 5)} < 2 then jsonb_build_object(
  ${schoolId}::text, (${optionIds}::text[])[1 + ${drawn(8, optionIds.length)}], ${childrenId}::text, 1 + ${drawn(9, 4)}) else '{}' end`;

/** Nine in ten live in a district. */
const districtOf = ({ districtIds }: Shape) =>
  sql`case when ${drawn(10, 10)} > 0 then (${districtIds}::uuid[])[1 + ${drawn(11, districtIds.length)}] end`;

const phone = (known: string, prefix: string) =>
  sql`case when ${sql.raw(known)} is not null then ${sql.lit(prefix)} || lpad((rank % 1000000)::text, 6, '0') end`;

/** One in five a parent. */
const tagParents = ({ db, townHallId }: Scope, ranks: Ranks, tagId: string) =>
  sql`
    insert into contact_tags (town_hall_id, contact_id, tag_id)
    select ${townHallId}::int, ${idOf(sql`rank`)}, ${tagId}::uuid from ${ranked(ranks)} where rank % 5 = 0`.execute(db);

const WORDING = 'Accord recueilli pour la mesure.';

/** Half of them agreed to the letter by e-mail; one in ten of the others refused. */
async function agree(scope: Scope, ranks: Ranks): Promise<void> {
  const { db, townHallId, now, actor } = scope;
  const purposeId = (await listPurposes(scope)).find(({ code }) => code === 'municipal_news')?.id;
  const answer = sql`case when rank % 2 = 0 then 'granted' else 'refused' end`;
  const answered = sql`${ranked(ranks)} where rank % 2 = 0 or rank % 10 = 1`;
  await sql`
    insert into consents (town_hall_id, contact_id, purpose_id, channel, answer, since)
    select ${townHallId}, ${idOf(sql`rank`)}, ${purposeId}::uuid, 'email', ${answer}, ${now}::timestamptz from ${answered}`.execute(
    db,
  );
  await sql`
    insert into consent_proofs (town_hall_id, id, contact_id, purpose_id, channel, answer, method, wording, wording_hash, happened_at,
      recorded_at, actor_kind, actor_id, actor_name)
    select ${townHallId}, gen_random_uuid(), ${idOf(sql`rank`)}, ${purposeId}::uuid, 'email', ${answer}, 'paper', ${WORDING},
      encode(sha256(convert_to(${WORDING}, 'UTF8')), 'hex'), ${now}::timestamptz, ${now}::timestamptz,
      ${actor.kind}, ${actor.id}, ${actor.name} from ${answered}`.execute(db);
}

/** Letters of the year and a half past, each a subject. */
const letters = [45, 120, 200, 290, 380, 510].map((daysAgo, index) => ({
  id: `0197a5d0-0000-7000-8000-0000000000${index}0`,
  name: `La lettre n° ${index + 1}`,
  daysAgo,
}));

/** Four exchanges each: three letters and, more often than not, an act; fourteen for one in ten, who is often seen. */
async function livePast({ db, townHallId, now, actor }: Scope, ranks: Ranks): Promise<void> {
  await sql`
    insert into interactions (town_hall_id, id, contact_id, kind, initiative, happened_at, recorded_at, subject_kind, subject_id,
      subject_label, actor_kind, actor_id, actor_name)
    select ${townHallId}, gen_random_uuid(), ${idOf(sql`rank`)}, happened.kind,
      case when happened.kind in ('note', 'letter_received') then 'town_hall' else 'contact' end,
      ${now}::timestamptz - make_interval(days => happened.days_ago), ${now}::timestamptz,
      case when happened.subject is null then '' else 'campaign' end, happened.subject, coalesce(happened.label, ''),
      ${actor.kind}, ${actor.id}, ${actor.name}
    from ${ranked(ranks)}
    cross join lateral generate_series(1, case when rank % 10 = 0 then 14 else 4 end) as turn
    cross join lateral (
      select letter.* from json_to_recordset(${JSON.stringify(letters.map((one, place) => ({ ...one, place })))})
        as letter (place int, id uuid, name text, "daysAgo" int) where letter.place = (rank + turn) % ${sql.lit(letters.length)}) as letter
    cross join lateral (
      select 'letter_received' as kind, letter."daysAgo" as days_ago, letter.id as subject, letter.name as label where turn <= 3
      union all
      select (array['visit', 'call', 'meeting', 'note', 'visit'])[1 + ${drawn(4, 5)} * turn % 5],
        case when turn = 4 then ${drawn(5, 730)} else (${drawn(6, 300)} * turn) % 365 end,
        case when rank % 4 = 0 then letter.id end, case when rank % 4 = 0 then letter.name end
      where turn > 3) as happened`.execute(db);
}
