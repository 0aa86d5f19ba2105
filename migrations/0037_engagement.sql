-- The rule by which the mairie tells who is very active, active, passive or dormant: each version stays, and the latest is in force.

create table engagement_rules (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  version integer not null,
  very_active_acts integer not null check (very_active_acts between 1 and 12), -- as many as a facet remembers
  very_active_days integer not null check (very_active_days between 1 and 3650),
  active_acts integer not null check (active_acts between 1 and 12),
  active_days integer not null check (active_days between 1 and 3650),
  passive_days integer not null check (passive_days between 1 and 3650),
  changed_at timestamptz(3) not null,
  changed_by text not null,
  primary key (town_hall_id, version),
  -- Whoever is very active is active too, and whoever is active has been heard of.
  constraint engagement_levels_contain_each_other
    check (very_active_acts >= active_acts and very_active_days <= active_days and active_days <= passive_days)
);
comment on table engagement_rules is 'append-only';
