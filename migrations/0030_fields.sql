-- A base the mairie shapes itself: its own fields, its districts and themes, addresses in parts.

create table districts (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  name text not null,
  folded_name text generated always as (folded(name)) stored,
  position integer not null,
  streets text[] not null default '{}', -- those that lie in it: an address there proposes it
  version integer not null default 1,
  created_at timestamptz(3) not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id),
  constraint district_name_taken unique (town_hall_id, folded_name)
);

create table themes (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  name text not null,
  folded_name text generated always as (folded(name)) stored,
  position integer not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id),
  constraint theme_name_taken unique (town_hall_id, folded_name)
);

create table custom_fields (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  label text not null,
  folded_label text generated always as (folded(label)) stored,
  help text not null default '',
  kind text not null check (kind in ('text', 'long_text', 'number', 'date', 'yes_no', 'choice', 'choices')),
  applies_to text not null check (applies_to in ('person', 'organization', 'both')),
  position integer not null,
  approval jsonb, -- RGPD art. 9: who vouched for a field that sounds sensitive (trust P-23)
  version integer not null default 1,
  created_at timestamptz(3) not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id),
  constraint custom_field_label_taken unique (town_hall_id, folded_label)
);

-- Values name an option by its id: it can be renamed or archived, and nothing is lost.
create table custom_field_options (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  custom_field_id uuid not null,
  label text not null,
  folded_label text generated always as (folded(label)) stored,
  position integer not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id),
  foreign key (town_hall_id, custom_field_id) references custom_fields (town_hall_id, id) on delete cascade,
  constraint custom_field_option_taken unique (town_hall_id, custom_field_id, folded_label)
);

-- One rewrite of the table. The number and the street are read from the line as it is printed (NF Z10-011, line 4): typed apart,
-- they would contradict it one day.
alter table contacts
  drop column search_text,
  add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object'),
  add column district_id uuid,
  add column address_complement text not null default '', -- lines 2 and 3: flat, floor, building
  add column place text not null default '', -- line 5: hamlet, post box
  add column street_number text generated always as (coalesce(substring(address_line from
    '^\s*(\d+(?:\s*(?:-|/|à)\s*\d+)?(?:\s*(?:bis|ter|quater|[A-Za-z]))?)(?=[\s,])'), '')) stored,
  add column street text generated always as (regexp_replace(address_line,
    '^\s*\d+(?:\s*(?:-|/|à)\s*\d+)?(?:\s*(?:bis|ter|quater|[A-Za-z]))?[\s,]+', '')) stored,
  add column other_means text not null default '', -- the e-mails and phones beside the preferred ones, for search
  add column changed_by text not null default '',
  add column search_text text generated always as (folded(
    first_name || ' ' || last_name || ' ' || birth_name || ' ' || coalesce(email, '') || ' ' || coalesce(mobile_phone, '') || ' ' ||
    coalesce(landline_phone, '') || ' ' || address_line || ' ' || municipality || ' ' || coalesce(siret, '') || ' ' || place || ' ' ||
    other_means)) stored,
  add constraint contact_district_exists foreign key (town_hall_id, district_id) references districts (town_hall_id, id);
create index contacts_search on contacts using gin (town_hall_id, search_text gin_trgm_ops);
create index contacts_by_custom on contacts using gin (town_hall_id, custom jsonb_path_ops);
create index contacts_by_district on contacts (town_hall_id, district_id, id) where district_id is not null;

-- A tag merged into another keeps its bearers, unseen, and its heir remembers those it was given: taking it back loses nothing.
alter table tags
  add column tone text not null default 'neutral' check (tone in ('neutral', 'info', 'done', 'warning', 'danger', 'voice')),
  add column merged_into uuid,
  add column archived_at timestamptz(3),
  add column version integer not null default 1,
  add foreign key (town_hall_id, merged_into) references tags (town_hall_id, id);
alter table contact_tags add column merged_from uuid;
