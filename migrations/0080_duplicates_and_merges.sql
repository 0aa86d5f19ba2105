-- Pairs of records that may be of one person, and what was said of them.
create table duplicates (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  contact_id uuid not null, -- the smaller id of the two
  other_id uuid not null,
  reasons text[] not null,
  is_sure boolean not null,
  found_at timestamptz(3) not null,
  set_apart_at timestamptz(3), -- somebody said they are two: never proposed again
  set_apart_by text not null default '',
  primary key (town_hall_id, contact_id, other_id),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade,
  foreign key (town_hall_id, other_id) references contacts (town_hall_id, id) on delete cascade,
  constraint pair_stands_once check (contact_id < other_id)
);
create index duplicates_of_other on duplicates (town_hall_id, other_id);
create index duplicates_to_decide on duplicates (town_hall_id, is_sure desc, contact_id, other_id) where set_apart_at is null;

-- Two records made one. The one that is no more still answers to its old links, hence no key on it.
create table merges (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  merged_name text not null,
  merged_at timestamptz(3) not null,
  merged_by text not null,
  memory text, -- what it takes to take it back, in JSON; forgotten after thirty days
  separated_at timestamptz(3),
  separated_by text not null default '',
  primary key (town_hall_id, id),
  foreign key (town_hall_id, kept_id) references contacts (town_hall_id, id) on delete cascade
);
create index merges_of_kept on merges (town_hall_id, kept_id);
create index merges_of_merged on merges (town_hall_id, merged_id) where separated_at is null;
create index merges_by_date on merges (town_hall_id, merged_at desc, id desc);
