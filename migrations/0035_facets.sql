-- What each contact did and received, summed up beside the exchanges themselves and written in the same transaction, so that a rule
-- about behaviour reads one narrow row per contact instead of every exchange.

-- The twelve latest instants of two lists, the oldest first: whatever the order they are told in, the same twelve.
create function latest_instants(known timestamptz[], told timestamptz[]) returns timestamptz[] language sql immutable parallel safe as $$
  select array_agg(instant order by instant)
  from (select instant from unnest(known || told) as instant order by instant desc limit 12) as latest
$$;

create table interaction_facets (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  contact_id uuid not null,
  -- A kind of exchange; or 'by_contact' and 'by_town_hall', of any kind by that initiative; or 'act', those that tell of engagement.
  facet text not null,
  count integer not null check (count > 0),
  latest timestamptz(3)[] not null,
  -- Counting reads the index alone; by facet first, so that it reads one slice of it.
  primary key (town_hall_id, facet, contact_id) include (count, latest),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
create index facets_of_contact on interaction_facets (town_hall_id, contact_id);

do $$
declare hall integer;
begin
  for hall in select id from town_halls loop
    perform set_config('app.town_hall', hall::text, true);
    insert into interaction_facets (town_hall_id, contact_id, facet, count, latest)
    select hall, contact_id, facet, count(*), (array_agg(happened_at order by happened_at))[greatest(count(*) - 11, 1):]
    from interactions cross join lateral unnest(array[kind, 'by_' || initiative,
      case when initiative = 'contact' and kind not in ('consent_given', 'consent_refused', 'opted_out') then 'act' end]) as facet
    where town_hall_id = hall and facet is not null
    group by contact_id, facet;
  end loop;
end $$;

-- One letter's readers, or those who acted about it, are read from the index alone. Nothing asks for one kind any more: its facet does.
create index interactions_about on interactions (town_hall_id, subject_id, kind, initiative, contact_id, happened_at) where subject_id is not null;
drop index interactions_by_subject, interactions_by_kind;
