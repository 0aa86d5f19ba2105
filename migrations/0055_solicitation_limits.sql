-- From how many letters of the town hall in thirty days one is much solicited; without a row, four.

create table solicitation_limits (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  letters integer not null check (letters between 1 and 12), -- as many as a facet remembers
  version integer not null,
  changed_at timestamptz(3) not null,
  changed_by text not null,
  primary key (town_hall_id)
);
