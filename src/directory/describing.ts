import { type RawBuilder, sql } from 'kysely';
import { leftOutBecause } from '../consents/consents.ts';
import { type Channel, channel, type LeftOut } from '../consents/contract.ts';
import type { Contact } from '../contacts/contract.ts';
import { interactionsDb } from '../interactions/tables.ts';
import type { Scope } from '../platform/scope.ts';
import type { ListedContact } from './contract.ts';
import type { Place } from './orders.ts';

/** What a list shows, and what only a file does. */
export type Described = ListedContact & Pick<Contact, 'birthName' | 'siret' | 'country'>;

/** What a list shows of these contacts, in this order; whom one may reach depends on the purpose, where one is in use. */
export async function describe(scope: Scope, places: readonly Place[], purposeId: string | undefined): Promise<Described[]> {
  const ids = sql<string>`any(${places.map((one) => one.id)}::uuid[])`;
  const contacts = await interactionsDb(scope)
    .selectFrom('contacts')
    .selectAll()
    .select(reachFor(scope, purposeId).as('reach'))
    .where('id', '=', ids)
    .execute();
  const [tags, exchanges] = [await tagsOf(scope, ids), await lastExchangesOf(scope, ids)];
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return places.flatMap(({ id }) => {
    const contact = byId.get(id);
    if (!contact) return [];
    return [
      {
        ...contact,
        tags: tags.filter((tag) => tag.contactId === id),
        lastExchange: exchanges.find((exchange) => exchange.contactId === id) ?? null,
      },
    ];
  });
}

function reachFor(scope: Scope, purposeId: string | undefined): RawBuilder<Record<Channel, LeftOut | null> | null> {
  if (!purposeId) return sql`null`;
  const barriers = channel.options.map((one) => sql`${one}::text, ${leftOutBecause(scope, { purposeId, channel: one })}`);
  return sql`jsonb_build_object(${sql.join(barriers)})`;
}

const tagsOf = (scope: Scope, ids: RawBuilder<string>) =>
  interactionsDb(scope)
    .selectFrom('contactTags')
    .innerJoin('tags', (join) => join.onRef('tags.id', '=', 'contactTags.tagId'))
    .select(['contactTags.contactId', 'tags.id', 'tags.name', 'tags.tone'])
    .where('contactTags.contactId', '=', ids)
    .where('tags.archivedAt', 'is', null)
    .orderBy('tags.foldedName')
    .execute();

const lastExchangesOf = (scope: Scope, ids: RawBuilder<string>) =>
  interactionsDb(scope)
    .selectFrom('interactions')
    .innerJoin('interactionFacets', (join) =>
      join
        .onRef('interactionFacets.contactId', '=', 'interactions.contactId')
        .onRef('interactionFacets.lastAt', '=', 'interactions.happenedAt')
        .on('interactionFacets.facet', '=', 'any'),
    )
    .leftJoin('interactionKinds', (join) => join.on(sql<boolean>`interaction_kinds.id::text = interactions.kind`))
    .select(['interactions.contactId', 'kind', 'interactions.initiative', 'happenedAt', 'subjectLabel'])
    .select(sql<string>`coalesce(interaction_kinds.label, '')`.as('kindLabel'))
    .where('interactions.contactId', '=', ids)
    .orderBy('interactions.id', 'desc')
    .execute();
