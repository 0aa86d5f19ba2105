-- Slips of paper as they were printed: a box that comes back ticked says exactly what stood beside it (trust P-08).
create table slips (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  page_hash text not null,
  choices jsonb not null, -- each box: purpose, channel, words
  printed_at timestamptz(3) not null,
  primary key (town_hall_id, id),
  constraint slip_is_drawn_once unique (town_hall_id, page_hash),
  foreign key (town_hall_id, page_hash) references consent_pages (town_hall_id, hash)
);
comment on table slips is 'append-only';
