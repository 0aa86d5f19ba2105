-- What each agent looks at, and how.

create table saved_views (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  owner_id uuid not null, -- a team member or an API key
  owner_name text not null,
  list text not null check (list in ('contacts', 'organizations')),
  name text not null check (name <> ''),
  rule jsonb not null,
  search text not null default '',
  columns jsonb not null, -- their ids, in order
  sort text not null,
  is_shared boolean not null default false,
  position integer not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id)
);
create index saved_views_of_list on saved_views (town_hall_id, list, position) where archived_at is null;

-- The columns and the order an agent prefers for a view, be it a colleague's; « all » is everyone, before any view.
create table view_looks (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  owner_id uuid not null,
  list text not null check (list in ('contacts', 'organizations')),
  view text not null,
  columns jsonb,
  sort text,
  opened_at timestamptz(3) not null,
  primary key (town_hall_id, owner_id, list, view)
);

-- Of a person, whatever the computer.
create table preferences (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  owner_id uuid not null,
  theme text not null check (theme in ('light', 'dark', 'system')),
  density text not null check (density in ('comfort', 'compact')),
  has_shortcuts boolean not null,
  primary key (town_hall_id, owner_id)
);
