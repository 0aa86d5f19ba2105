-- Who does what in which association, shop or school.

create table membership_roles (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  label text not null,
  folded_label text generated always as (folded(label)) stored,
  created_at timestamptz(3) not null,
  primary key (town_hall_id, id),
  constraint membership_role_label_taken unique (town_hall_id, folded_label)
);

create table memberships (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  person_id uuid not null,
  organization_id uuid not null,
  role_id uuid not null,
  since date,
  until date,
  is_main_contact boolean not null default false,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  primary key (town_hall_id, id),
  foreign key (town_hall_id, person_id) references contacts (town_hall_id, id) on delete cascade,
  foreign key (town_hall_id, organization_id) references contacts (town_hall_id, id) on delete cascade,
  foreign key (town_hall_id, role_id) references membership_roles (town_hall_id, id),
  constraint membership_ends_after_it_began check (until >= since)
);
create unique index membership_known_already on memberships (town_hall_id, organization_id, person_id, role_id) where until is null;
create index memberships_of_person on memberships (town_hall_id, person_id);
create unique index one_main_contact on memberships (town_hall_id, organization_id) where is_main_contact and until is null;

-- How to welcome someone, never why (trust P-24): apart from the record, so that no list, export or letter can hold it.
create table contact_needs (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  contact_id uuid not null,
  need text not null,
  noted_by text not null,
  noted_at timestamptz(3) not null,
  primary key (town_hall_id, contact_id, need),
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
);
