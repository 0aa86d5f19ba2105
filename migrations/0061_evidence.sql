-- What is known of a message nobody can answer for: when it was handed over; and who settled it, on what evidence (trust 5.0).
alter table deliveries add column handed_at timestamptz(3);

create table delivery_settlements (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  delivery_id uuid not null,
  lease_epoch integer not null, -- sent again, it may be uncertain again
  campaign_id uuid not null,
  verdict text not null check (verdict in ('arrived', 'not_left')),
  reason text not null,
  settled_at timestamptz(3) not null,
  settled_by text not null,
  primary key (town_hall_id, delivery_id, lease_epoch),
  foreign key (town_hall_id, delivery_id) references deliveries (town_hall_id, id) on delete cascade
);
create index settlements_of_campaign on delivery_settlements (town_hall_id, campaign_id, settled_at);
