-- Exchanges of the mairie's own kinds, what they are about, and what is to be done after them.

create table interaction_kinds (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  label text not null,
  folded_label text generated always as (folded(label)) stored,
  initiative text not null check (initiative in ('contact', 'town_hall')),
  icon text not null,
  position integer not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id),
  constraint interaction_kind_label_taken unique (town_hall_id, folded_label)
);

-- `kind` holds a built-in code, or the id of a kind of the mairie's own.
alter table interactions
  add column theme_id uuid,
  add column sensitive text[] not null default '{}', -- what its note may speak of (trust P-25): for the officer to read again
  add constraint interaction_theme_exists foreign key (town_hall_id, theme_id) references themes (town_hall_id, id);
create index interactions_by_theme on interactions (town_hall_id, theme_id, contact_id, happened_at) where theme_id is not null;
create index interactions_to_reread on interactions (town_hall_id, recorded_at desc, id desc) where sensitive <> '{}';

create table reminders (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  text text not null,
  due_on date not null,
  assignee_id uuid, -- null: whoever reads it first
  created_by text not null,
  created_at timestamptz(3) not null,
  done_at timestamptz(3),
  done_by text not null default '',
  version integer not null default 1,
  primary key (town_hall_id, id),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade,
  constraint reminder_assignee_exists foreign key (town_hall_id, assignee_id) references team_members (town_hall_id, id)
    on delete set null (assignee_id)
);
create index reminders_to_do on reminders (town_hall_id, due_on, id) where done_at is null;
create index reminders_of_contact on reminders (town_hall_id, contact_id, due_on, id);
