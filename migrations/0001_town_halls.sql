-- The ground every other table stands on: who the town halls are, and what a transaction may see.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create table town_halls (
  id integer generated always as identity primary key,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  kind text not null default 'municipality' check (kind in ('municipality', 'intercommunality')),
  insee_code text not null,
  population integer,
  is_demo boolean not null default false,
  created_at timestamptz(3) not null default now(),
  constraint town_hall_slug_taken unique (slug)
);

create table town_hall_hosts (
  host text primary key,
  town_hall_id integer not null references town_halls on delete cascade
);

-- The town hall a transaction works for. Raises when nobody said which: never "all of them".
create function town_hall() returns integer language sql stable parallel safe as $$ select current_setting('app.town_hall')::integer $$;

-- Text as it is searched and compared: no case, no accents, no punctuation between words. Immutable, whatever the server's locale.
create function folded(value text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(
    replace(replace(lower(translate(value,
      'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸŒÆàáâãäåçèéêëìíîïñòóôõöùúûüýÿ’''´`-‐‑–—.,;:/()"«»',
      'AAAAAACEEEEIIIINOOOOOUUUUYYœæaaaaaaceeeeiiiinooooouuuuyy                     ')), 'œ', 'oe'), 'æ', 'ae'),
    '\s+', ' ', 'g'))
$$;

-- What the mairie says of itself: one row each, behind the wall.
create table town_hall_settings (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  address_line text not null default '',
  postcode text not null default '',
  phone text,
  email text,
  website text,
  opening_hours text not null default '',
  colour text not null default '#0b6147' check (colour ~ '^#[0-9a-f]{6}$'),
  logo_file text,
  dpo_name text not null default '',
  dpo_email text,
  version integer not null default 1,
  primary key (town_hall_id)
);
