-- Several e-mails and phones on one record. A contact reached by one of each has no row here: it stands on the contact alone, so that
-- a million of them cost nothing more (decision 0014). The preferred one is always copied there by the same verb.

create table contact_emails (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  contact_id uuid not null,
  address text not null check (address = lower(address)),
  label text not null default '',
  position integer not null,
  is_preferred boolean not null,
  primary key (town_hall_id, contact_id, address),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
);
create unique index one_preferred_email on contact_emails (town_hall_id, contact_id) where is_preferred;
create index contact_emails_by_address on contact_emails (town_hall_id, address);

create table contact_phones (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  contact_id uuid not null,
  number text not null, -- E.164
  is_mobile boolean not null, -- the preferred one of each sort is copied on the contact
  label text not null default '',
  position integer not null,
  is_preferred boolean not null,
  primary key (town_hall_id, contact_id, number),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
);
create unique index one_preferred_phone on contact_phones (town_hall_id, contact_id, is_mobile) where is_preferred;
create index contact_phones_by_number on contact_phones (town_hall_id, number);
