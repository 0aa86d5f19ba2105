-- Anyone can subscribe, choose and stop by themselves.

-- Tries are counted wherever strangers knock, not at the sign-in only.
alter table sign_in_attempts rename to attempts;

-- Proposed to whoever subscribes by themselves.
alter table purposes add column is_proposed boolean not null default true;

-- Someone asked to be subscribed and has not confirmed yet. Forgotten after a week (trust P-09).
create table sign_ups (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  email text not null,
  first_name text not null default '',
  last_name text not null default '',
  choices jsonb not null, -- each purpose and channel, with the words of its box
  page_hash text not null,
  is_child boolean not null default false,
  guardian_email text, -- Loi informatique et libertés art. 45: under 15, both agree
  asked_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  guardian_confirmed_at timestamptz(3),
  mailed_at timestamptz(3), -- the message that asks for confirmation
  guardian_mailed_at timestamptz(3),
  reminded_at timestamptz(3),
  primary key (town_hall_id, id),
  foreign key (town_hall_id, page_hash) references consent_pages (town_hall_id, hash),
  constraint child_has_a_guardian check (is_child = (guardian_email is not null))
);
create index sign_ups_by_age on sign_ups (town_hall_id, asked_at);

-- A child said so; nothing more is kept of their age (trust P-27).
create table declared_minors (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  contact_id uuid not null,
  declared_at timestamptz(3) not null,
  primary key (town_hall_id, contact_id),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
);

-- A code sent to an address, whether anyone is known there or not. Kept an hour.
create table access_codes (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  email text not null,
  asked_at timestamptz(3) not null,
  mailed_at timestamptz(3),
  used_at timestamptz(3),
  primary key (town_hall_id, id)
);
create index access_codes_by_email on access_codes (town_hall_id, email, asked_at);

-- Someone asked to be written to at another address; it holds once confirmed there. Kept a day.
create table email_changes (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  email text not null,
  asked_at timestamptz(3) not null,
  mailed_at timestamptz(3),
  primary key (town_hall_id, id),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
);

-- How many confirmations an address was lately sent, by any town hall of this server: nobody's mailbox is flooded with our forms
-- (trust S-55). Outside the walls, hence nothing but a keyed hash.
create table confirmation_mails (
  address_hash bytea primary key check (octet_length(address_hash) = 32),
  sent_at timestamptz(3)[] not null
);
grant select, insert, update, delete on confirmation_mails to parvis_app;
