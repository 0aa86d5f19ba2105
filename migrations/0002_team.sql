-- Those who use Parvis, by name or by key, and what keeps strangers out.

create table team_members (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  first_name text not null default '',
  last_name text not null default '',
  role text not null check (role in ('administrator', 'editor', 'reader')),
  password_hash text,
  totp_secret text, -- sealed with the server's secret
  totp_confirmed_at timestamptz(3),
  totp_last_step bigint, -- a code is used once (trust S-20)
  second_factor_exempt boolean not null default false, -- the demo's agents, on this machine only
  created_at timestamptz(3) not null,
  disabled_at timestamptz(3),
  version integer not null default 1,
  primary key (town_hall_id, id),
  constraint team_member_email_taken unique (town_hall_id, email)
);

create table sessions (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  token_hash text not null,
  team_member_id uuid not null,
  user_agent text not null default '',
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  second_factor_at timestamptz(3), -- null: only the password was given
  primary key (town_hall_id, token_hash),
  foreign key (town_hall_id, team_member_id) references team_members (town_hall_id, id) on delete cascade
);
create index sessions_of_member on sessions (town_hall_id, team_member_id);

create table sign_in_links (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  token_hash text not null,
  team_member_id uuid not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (town_hall_id, token_hash),
  foreign key (town_hall_id, team_member_id) references team_members (town_hall_id, id) on delete cascade
);

-- Counts refusals by account and by source: never the address or the account themselves (keyed hashes).
create table sign_in_attempts (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  subject_hash text not null,
  failures integer not null,
  first_failed_at timestamptz(3) not null,
  blocked_until timestamptz(3),
  primary key (town_hall_id, subject_hash)
);

create table api_keys (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  name text not null,
  role text not null check (role in ('administrator', 'editor', 'reader')),
  secret_hash text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  last_used_on date,
  revoked_at timestamptz(3),
  primary key (town_hall_id, id),
  constraint api_key_secret_taken unique (town_hall_id, secret_hash)
);

-- What a POST with an Idempotency-Key answered, so that asking again answers the same.
create table idempotency_keys (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  actor_id text not null,
  key text not null,
  request_hash text not null,
  reply text, -- sealed; null while the first request is under way
  created_at timestamptz(3) not null,
  primary key (town_hall_id, actor_id, key)
);
