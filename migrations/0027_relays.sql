-- By whom the town hall's letters leave, how fast, and what its relays answered.

create table relays (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  name text not null,
  host text not null,
  port integer not null check (port between 1 and 65535),
  tls text not null check (tls in ('implicit', 'starttls', 'never')),
  username text not null default '',
  sealed_password text,
  sender_name text not null,
  sender_address text not null,
  reply_to text,
  hourly_limit integer check (hourly_limit > 0),
  daily_limit integer check (daily_limit > 0),
  is_preferred boolean not null default false,
  -- What signs (DKIM): made for the domain of the sender, used once the public half was found published.
  dkim_domain text,
  dkim_selector text,
  sealed_rsa_key text,
  sealed_ed25519_key text,
  rsa_public_key text,
  ed25519_public_key text,
  rsa_published_at timestamptz(3),
  ed25519_published_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id),
  constraint dkim_key_is_whole check (
    (dkim_domain is null) = (sealed_rsa_key is null) and (dkim_domain is null) = (sealed_ed25519_key is null))
);
create unique index one_relay_is_preferred on relays (town_hall_id) where is_preferred and archived_at is null;

-- How fast messages may leave to a domain of recipients, or by a relay (no domain), when something asked for less than as fast as
-- possible. The relay is zero where the installation has one for all (SMTP_URL), or none.
create table paces (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  relay_id uuid not null,
  domain text not null,
  because text not null check (because in ('slow', 'pace', 'policy', 'relay')),
  reply text not null default '',
  seconds_apart integer not null check (seconds_apart > 0),
  next_at timestamptz(3) not null,
  since timestamptz(3) not null,
  primary key (town_hall_id, id),
  constraint domain_has_one_pace unique (town_hall_id, relay_id, domain)
);

-- How many messages a relay with limits was given, minute by minute, for a day.
create table relay_counts (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  relay_id uuid not null,
  minute timestamptz(0) not null,
  messages integer not null,
  primary key (town_hall_id, relay_id, minute)
);

alter table deliveries
  add column relay_id uuid, -- by which it left last
  add column first_tried_at timestamptz(3),
  add column topic text not null default ''; -- what the relay's last reply was about
