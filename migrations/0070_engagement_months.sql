-- How many contacts were at each level as each month ended: counted once, at night, so that a year is read in twelve rows.

create table engagement_months (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  very_active integer not null check (very_active >= 0),
  active integer not null check (active >= 0),
  passive integer not null check (passive >= 0),
  dormant integer not null check (dormant >= 0),
  counted_at timestamptz(3) not null,
  primary key (town_hall_id, month)
);
