-- A list: a segment whose members are chosen one by one, or fixed as they stood. Its rule says « in this list »: it is counted,
-- explained and written to like any other.

alter table segments add column fixed_at timestamptz(3); -- null: its rule alone says who is in it

create table list_members (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  segment_id uuid not null,
  contact_id uuid not null,
  added_at timestamptz(3) not null,
  added_by text not null,
  primary key (town_hall_id, segment_id, contact_id),
  foreign key (town_hall_id, segment_id) references segments (town_hall_id, id) on delete cascade,
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
);
create index lists_of_contact on list_members (town_hall_id, contact_id);

alter table bulk_acts
  drop constraint bulk_acts_kind_check,
  add constraint bulk_acts_kind_check
    check (kind in ('tag', 'untag', 'set_field', 'archive', 'restore', 'add_to_list', 'remove_from_list'));
