-- Minors are left out of what is written to everyone, unless the purpose is made for them (trust P-28).
alter table purposes add column is_open_to_minors boolean not null default false;
