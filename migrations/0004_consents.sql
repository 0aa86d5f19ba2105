-- For what a person may be contacted, by what means, and the proof of each yes and no.

create table purposes (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  code text not null check (code ~ '^[a-z0-9_]+$'),
  name text not null,
  description text not null default '',
  -- RGPD art. 6; no "legitimate interest" for a public authority's tasks (art. 6(1), last sentence).
  legal_basis text not null check (legal_basis in ('consent', 'public_task', 'legal_obligation', 'contract', 'vital_interests')),
  retention_months integer not null check (retention_months > 0),
  disclosed_to text not null default '', -- the recipients of RGPD art. 13(1)(e)
  created_at timestamptz(3) not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id),
  constraint purpose_code_taken unique (town_hall_id, code)
);

-- The answer in force, one per contact, purpose and channel.
create table consents (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  contact_id uuid not null,
  purpose_id uuid not null,
  channel text not null check (channel in ('email', 'sms', 'letter', 'call')),
  answer text not null check (answer in ('granted', 'refused')),
  since timestamptz(3) not null,
  primary key (town_hall_id, contact_id, purpose_id, channel),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade,
  foreign key (town_hall_id, purpose_id) references purposes (town_hall_id, id)
);
create index consents_by_purpose on consents (town_hall_id, purpose_id, channel, answer, contact_id);

-- RGPD art. 7(1): how each answer was given. No key to the contact: the proof outlives the record.
create table consent_proofs (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  purpose_id uuid not null,
  channel text not null,
  answer text not null check (answer in ('granted', 'refused')),
  method text not null check (method in ('web', 'paper', 'phone', 'counter', 'import', 'one_click', 'agent')),
  wording text not null, -- the exact words shown
  wording_hash text not null,
  happened_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  primary key (town_hall_id, id),
  foreign key (town_hall_id, purpose_id) references purposes (town_hall_id, id)
);
comment on table consent_proofs is 'append-only';
create index proofs_of_contact on consent_proofs (town_hall_id, contact_id, recorded_at);
