-- What rules most often look at, read from an index alone rather than from wide rows (docs/decisions/0015): PostgreSQL keeps it.

-- By what means a contact can be reached: 1 by e-mail, 2 by SMS, 4 by letter, 8 by call on a landline, added up.
alter table contacts add column means smallint not null generated always as ((
  case when email is not null then 1 else 0 end
  + case when mobile_phone is not null then 2 else 0 end
  + case when address_line <> '' and (postcode <> '' or municipality <> '') then 4 else 0 end
  + case when landline_phone is not null then 8 else 0 end)::smallint) stored;

create index contacts_at_a_glance on contacts (town_hall_id, id) include (kind, birth_date, means, honorific, category) where archived_at is null;

-- An index is read alone where its pages are known to hold nothing unseen: soon after an import, not once a fifth of the table has changed.
alter table contacts set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
alter table consents set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
alter table contact_tags set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- 'any' exchange: the most asked of all, and the order of a list by last exchange.
alter table interaction_facets add column last_at timestamptz(3) generated always as (latest[cardinality(latest)]) stored;

do $$
declare hall integer;
begin
  for hall in select id from town_halls loop
    perform set_config('app.town_hall', hall::text, true);
    insert into interaction_facets (town_hall_id, contact_id, facet, count, latest)
    select hall, contact_id, 'any', sum(count), latest_instants(min(latest), case when count(*) > 1 then max(latest) else '{}' end)
    from interaction_facets where town_hall_id = hall and facet in ('by_contact', 'by_town_hall')
    group by contact_id;
  end loop;
end $$;

create index last_exchanges on interaction_facets (town_hall_id, last_at, contact_id) where facet = 'any';
