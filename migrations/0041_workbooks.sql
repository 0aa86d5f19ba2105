-- A workbook's chosen sheet is copied out once as text, and read from there; the file itself is kept as it came.
alter table import_runs add column text_file text; -- the copy's content hash; null where the file is text already
create index import_runs_by_text_file on import_runs (town_hall_id, text_file) where text_file is not null;
