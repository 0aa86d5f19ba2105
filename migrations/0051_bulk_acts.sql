-- What was done to many contacts at once, so that it can be taken back: each contact, and what it was before.

create table bulk_acts (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('tag', 'untag', 'set_field', 'archive', 'restore', 'add_to_list')),
  what jsonb not null, -- the tag, the field and its value…
  label text not null, -- « Étiquette « Bénévole » », as it was named then
  state text not null check (state in ('running', 'done', 'cancelled', 'undoing', 'undone')),
  contact_count integer not null,
  long_work_id uuid,
  actor_id text not null,
  actor_name text not null,
  created_at timestamptz(3) not null,
  undone_at timestamptz(3),
  primary key (town_hall_id, id)
);
create index bulk_acts_newest on bulk_acts (town_hall_id, created_at desc, id desc);

create table bulk_act_contacts (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  bulk_act_id uuid not null,
  contact_id uuid not null,
  outcome text check (outcome in ('changed', 'unchanged', 'taken_back', 'kept')), -- null: not done yet
  before jsonb,
  primary key (town_hall_id, bulk_act_id, contact_id),
  foreign key (town_hall_id, bulk_act_id) references bulk_acts (town_hall_id, id) on delete cascade,
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
);
create index bulk_acts_of_contact on bulk_act_contacts (town_hall_id, contact_id);
create index bulk_acts_to_do on bulk_act_contacts (town_hall_id, bulk_act_id, contact_id) where outcome is null;
create index bulk_acts_to_undo on bulk_act_contacts (town_hall_id, bulk_act_id, contact_id) where outcome = 'changed';
