-- Who took people's names out of a report, and why (trust P-13).
create table campaign_exports (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  campaign_id uuid not null,
  kind text not null check (kind in ('recipients', 'call', 'letter')),
  reason text not null check (btrim(reason) <> ''),
  rows integer not null,
  made_at timestamptz(3) not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  primary key (town_hall_id, id),
  foreign key (town_hall_id, campaign_id) references campaigns (town_hall_id, id) on delete cascade
);
comment on table campaign_exports is 'append-only';
