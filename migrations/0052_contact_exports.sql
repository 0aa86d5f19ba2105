-- What left as a file: who took it, why, how many (trust P-13). The line stays; what was selected is forgotten the next day.

create table contact_exports (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  format text not null check (format in ('csv', 'xlsx')),
  columns jsonb not null,
  selection jsonb,
  selection_hash text not null, -- what was asked for, told apart without being kept
  reason text not null check (length(reason) >= 10),
  contact_count integer not null,
  canary jsonb not null, -- the invented contact that marks this file
  actor_id text not null,
  actor_name text not null,
  created_at timestamptz(3) not null,
  downloaded_at timestamptz(3),
  primary key (town_hall_id, id)
);
create index contact_exports_newest on contact_exports (town_hall_id, created_at desc, id desc);
