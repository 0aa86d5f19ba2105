-- Spreadsheets in, and out again.

create table import_runs (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  file_name text not null,
  file text not null, -- its content hash in the file store
  state text not null check (state in ('uploaded', 'reading', 'ready', 'running', 'done', 'failed', 'cancelled', 'undone')),
  layout jsonb not null default '{}', -- encoding, separator, header line, columns
  purpose_id uuid,
  source text not null default '',
  figures jsonb not null default '{}', -- counts of lines, people, organizations, matched, rejected by reason
  created_by text not null,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  undone_at timestamptz(3),
  version integer not null default 1,
  primary key (town_hall_id, id),
  foreign key (town_hall_id, purpose_id) references purposes (town_hall_id, id)
);
create index import_runs_newest on import_runs (town_hall_id, created_at desc, id desc);

-- Every line of the file: what was read, what became of it, and what the record was before (for undo).
create table import_lines (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  import_run_id uuid not null,
  line integer not null, -- as numbered in the file, from 1
  draft jsonb not null,
  issues jsonb not null default '[]',
  outcome text not null default 'read' check (outcome in ('read', 'added', 'completed', 'merged', 'unchanged', 'rejected')),
  contact_id uuid,
  before jsonb, -- the fields this line changed, as they were
  primary key (town_hall_id, import_run_id, line),
  foreign key (town_hall_id, import_run_id) references import_runs (town_hall_id, id) on delete cascade
);
create index import_lines_by_contact on import_lines (town_hall_id, contact_id) where contact_id is not null;

-- Long work under way, and its result, which survives a reload.
create table long_works (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  kind text not null,
  label text not null,
  subject_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done integer not null default 0,
  total integer,
  message text not null default '',
  asked_by text not null,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  cancel_asked_at timestamptz(3),
  primary key (town_hall_id, id)
);
create index long_works_recent on long_works (town_hall_id, created_at desc);
