-- A record that a line of a file resembles, when nothing says for sure that it is the same person: the agent decides.
alter table import_lines
  add column resembles_id uuid,
  add column resemblance text check (resemblance in ('close', 'homonym')),
  add constraint resemblance_names_a_record check ((resemblance is null) = (resembles_id is null));
create index import_lines_resembling on import_lines (town_hall_id, import_run_id, place) where resembles_id is not null;
