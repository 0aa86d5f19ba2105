-- The pictures of letters, each once however often it is used: the file is kept under its content's hash, already made anew.
create table pictures (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('image/jpeg', 'image/png')),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  size integer not null check (size > 0),
  created_at timestamptz(3) not null,
  primary key (town_hall_id, hash)
);
