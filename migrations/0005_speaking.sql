-- Choosing whom a message concerns, writing it, and the ledger of what was handed over to whom.

create table segments (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  name text not null,
  rule jsonb not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id)
);

create table campaigns (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  name text not null,
  subject text not null default '',
  body text not null default '',
  segment_id uuid,
  purpose_id uuid,
  state text not null default 'draft' check (state in ('draft', 'sending', 'stopped', 'sent')),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  launched_at timestamptz(3),
  launched_by text not null default '',
  finished_at timestamptz(3),
  archived_at timestamptz(3),
  primary key (town_hall_id, id),
  foreign key (town_hall_id, segment_id) references segments (town_hall_id, id),
  foreign key (town_hall_id, purpose_id) references purposes (town_hall_id, id),
  constraint launched_campaign_is_complete check (state = 'draft' or (segment_id is not null and purpose_id is not null and launched_at is not null))
);

-- One row per person and channel, in exactly one state (trust 5.0). `campaign_id` points upward, hence no foreign key.
create table deliveries (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  campaign_id uuid not null,
  contact_id uuid, -- null once the person is forgotten: the totals stay
  channel text not null check (channel in ('email', 'sms', 'letter', 'call')),
  state text not null default 'waiting' check (state in ('waiting', 'claimed', 'handing_over', 'delivered', 'refused', 'gave_up', 'skipped', 'uncertain')),
  reason text not null default '', -- why skipped or refused
  address text, -- as it was when the audience was frozen
  attempts integer not null default 0,
  lease_epoch integer not null default 0, -- fences a worker that lost its lease
  lease_until timestamptz(3),
  next_try_at timestamptz(3),
  message_id text,
  settled_at timestamptz(3),
  primary key (town_hall_id, id),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete set null (contact_id),
  constraint contact_is_written_to_once unique (town_hall_id, campaign_id, contact_id, channel)
);
create index deliveries_to_do on deliveries (town_hall_id, campaign_id, next_try_at, id) where state = 'waiting';
create index deliveries_under_way on deliveries (town_hall_id, lease_until) where state in ('claimed', 'handing_over');
create index deliveries_by_state on deliveries (town_hall_id, campaign_id, state, reason);
create index deliveries_of_contact on deliveries (town_hall_id, contact_id);

-- What the trial mailbox received, when no relay is set: the message itself is a file, this is its envelope.
create table trial_messages (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  received_at timestamptz(3) not null,
  sender text not null,
  recipient text not null,
  subject text not null,
  file text not null,
  primary key (town_hall_id, id)
);
create index trial_messages_newest on trial_messages (town_hall_id, received_at desc, id desc);
