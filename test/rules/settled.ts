import type { Insertable } from 'kysely';
import { type ConsentTables, consentsDb } from '../../src/consents/tables.ts';
import { type ContactTables, contactsDb } from '../../src/contacts/tables.ts';
import { recordInteractions } from '../../src/interactions/interactions.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Scope } from '../../src/platform/scope.ts';
import { segmentsDb } from '../../src/segments/tables.ts';
import type { DistrictTables } from '../../src/townhalls/districts/tables.ts';
import type { ThemeTables } from '../../src/townhalls/themes/tables.ts';
import {
  alerts,
  bourg,
  bus,
  chair,
  committee,
  type Drawn,
  days,
  grade,
  gue,
  helpers,
  type Neighbour,
  news,
  roads,
  school,
  seen,
  segments,
  size,
  TODAY,
  tagA,
  tagB,
  teller,
  word,
} from './drawn.ts';

/** The people drawn, with all that was drawn of them, as the database holds them. */
export async function settle(scope: Scope, people: readonly Drawn[]): Promise<Map<string, Neighbour>> {
  const settled = new Map(people.map((person): [string, Neighbour] => [newId(), { ...person, held: [], heldBy: [] }]));
  await record(scope, settled);
  await qualify(scope, settled);
  await link(scope, settled);
  return settled;
}

async function record(scope: Scope, settled: Map<string, Neighbour>): Promise<void> {
  const rows = [...settled].map(
    ([id, { tags: _, consents: __, interactions: ___, roles: ____, lists: _____, held: _h, heldBy: _b, custom, ...person }]) => ({
      ...person,
      id,
      custom: JSON.stringify(custom),
      firstName: 'Rue',
      lastName: 'Étang',
      category: person.kind === 'organization' ? person.category : null,
      siret: null,
      landlinePhone: null,
      changedAt: TODAY,
    }),
  );
  for (const { id, category } of rows) Object.assign(settled.get(id) ?? {}, { category });
  await contactsDb(scope)
    .insertInto('contacts')
    .values(rows as unknown as Insertable<ContactTables['contacts']>[])
    .execute();
}

/** Their tags, their answers, their history, their lists. */
async function qualify(scope: Scope, settled: Map<string, Neighbour>): Promise<void> {
  const tags = [...settled].flatMap(([contactId, { tags }]) => tags.map((tagId) => ({ contactId, tagId })));
  if (tags.length > 0) await contactsDb(scope).insertInto('contactTags').values(tags).execute();
  const consents = [...settled].flatMap(([contactId, { consents }]) =>
    consents.map((one) => ({ contactId, since: TODAY, ...one })),
  );
  if (consents.length > 0)
    await consentsDb(scope)
      .insertInto('consents')
      .values(consents as Insertable<ConsentTables['consents']>[])
      .execute();
  const happened = [...settled].flatMap(([contactId, { interactions }]) =>
    interactions.map(({ subjectId, themeId, kind, initiative, happenedAt }) => ({
      contactId,
      themeId: themeId ?? undefined,
      kind: kind as 'call',
      initiative: initiative as 'contact',
      happenedAt,
      ...(subjectId ? { subject: { kind: 'consultation', id: subjectId, label: 'Cantine' } } : {}),
    })),
  );
  await recordInteractions(scope, happened);
  const listed = [...settled].flatMap(([contactId, { lists }]) =>
    lists.map((segmentId) => ({ contactId, segmentId, addedAt: TODAY, addedBy: 'Nadia' })),
  );
  if (listed.length > 0) await segmentsDb(scope).insertInto('listMembers').values(listed).execute();
}

/** Gives people their functions in the structures they were drawn with. */
async function link(scope: Scope, settled: Map<string, Neighbour>): Promise<void> {
  const all = [...settled];
  const memberships = all.flatMap(([personId, person]) =>
    person.roles.flatMap(({ rank, ...role }) => {
      const [organizationId, organization] = all[rank % all.length] ?? ['', person];
      if (person.kind !== 'person' || organization.kind !== 'organization' || (role.until ?? '9') < (role.since ?? '')) return [];
      note(person, organization, role);
      return [{ id: newId(), personId, organizationId, ...role, createdAt: TODAY }];
    }),
  );
  if (memberships.length > 0) await contactsDb(scope).insertInto('memberships').values(memberships).execute();
}

function note(person: Neighbour, organization: Neighbour, { roleId, since, until }: Omit<Drawn['roles'][number], 'rank'>) {
  if ((since ?? '') > '2028-03-01' || (until ?? '9') < '2028-03-01') return;
  if (!organization.archivedAt) person.held.push({ roleId, category: organization.category });
  if (!person.archivedAt) organization.heldBy.push(roleId);
}

const since = { createdAt: TODAY };

/** What a rule of the story may name. */
export async function shape(scope: Scope): Promise<void> {
  await shapeTown(scope);
  await shapeFields(scope);
  await shapeSegments(scope);
}

async function shapeTown(scope: Scope): Promise<void> {
  const db = contactsDb(scope).withTables<ConsentTables & DistrictTables & ThemeTables>();
  await db
    .insertInto('tags')
    .values([
      { id: tagA, name: 'A', ...since },
      { id: tagB, name: 'B', ...since },
    ])
    .execute();
  const purpose = { legalBasis: 'consent', retentionMonths: 36, ...since } as const;
  await db
    .insertInto('purposes')
    .values([
      { id: news, code: 'a', name: 'A', ...purpose },
      { id: alerts, code: 'b', name: 'B', ...purpose },
    ])
    .execute();
  const placed = (...pairs: [string, string][]) => pairs.map(([id, name], position) => ({ id, name, position, ...since }));
  await db
    .insertInto('districts')
    .values(placed([bourg, 'Le Bourg'], [gue, 'Le Gué']))
    .execute();
  await db
    .insertInto('themes')
    .values(placed([school, 'École'], [roads, 'Voirie']))
    .execute();
}

async function shapeFields(scope: Scope): Promise<void> {
  const db = contactsDb(scope);
  const roles = [chair, teller].map((id, rank) => ({ id, label: `Fonction ${rank}`, ...since }));
  await db.insertInto('membershipRoles').values(roles).execute();
  const kinds = { text: word, number: size, date: seen, yes_no: bus, choice: grade, choices: days } as const;
  const fields = Object.entries(kinds).map(([kind, id], position) => ({ id, label: `Champ ${kind}`, kind, position }));
  await db
    .insertInto('customFields')
    .values(
      fields.map((field) => ({ ...field, kind: field.kind as 'text', appliesTo: 'both' as const, approval: null, ...since })),
    )
    .execute();
}

async function shapeSegments(scope: Scope): Promise<void> {
  const isTagged = { field: 'tag', test: 'has_one_of', values: [tagA] };
  const others = [
    { field: 'kind', value: 'person' },
    { field: 'segment', test: 'is_none_of', values: [segments.tagged] },
  ];
  const kept = (id: string, name: string, conditions: object[]) => ({
    ...{ id, name, rule: JSON.stringify({ version: 1, match: 'all', conditions }), changedAt: TODAY },
    ...since,
  });
  await segmentsDb(scope)
    .insertInto('segments')
    .values([
      kept(segments.tagged, 'A', [isTagged]),
      kept(segments.others, 'Les autres', others),
      ...[committee, helpers].map((id) => ({ ...kept(id, 'Liste', []), fixedAt: TODAY })),
    ])
    .execute();
}
