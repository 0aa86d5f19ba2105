-- What an import writes needs a purpose and a source (trust P-01, P-05), goes on where it stopped, and can be taken back.

alter table import_runs
  add column mapping jsonb not null default '{}', -- where each column goes, as the agent agreed
  add column read_at timestamptz(3), -- its lines are all in import_lines, under this mapping
  add column settled_line integer not null default 0, -- written up to this line
  add column undone_line integer not null default 0, -- taken back up to this line
  add column long_work_id uuid,
  add column cancel_asked_at timestamptz(3),
  add column forgotten_at timestamptz(3), -- its file and its lines are no longer kept
  drop constraint import_runs_state_check,
  add constraint import_runs_state_check check (state in ('uploaded', 'reading', 'ready', 'running', 'done', 'cancelled', 'undoing', 'undone')),
  add constraint written_import_has_a_purpose check (state in ('uploaded', 'reading', 'ready') or (purpose_id is not null and source <> ''));
create index import_runs_by_file on import_runs (town_hall_id, file);

alter table import_lines
  add column head integer, -- the first line that speaks of the same contact; null for a rejected line
  add column taken_back text check (taken_back in ('removed', 'restored', 'kept')),
  add constraint import_lines_town_hall_id_contact_id_fkey foreign key (town_hall_id, contact_id)
    references contacts (town_hall_id, id) on delete set null (contact_id);
create index import_lines_merged on import_lines (town_hall_id, import_run_id, head) where outcome = 'merged';
create index import_lines_by_outcome on import_lines (town_hall_id, import_run_id, outcome, line);
