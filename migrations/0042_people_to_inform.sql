-- RGPD art. 14(3): people whose data came from elsewhere are told within a month, or at the first message. Null: they gave it themselves,
-- or have been told.
alter table contacts add column inform_by date;
create index contacts_to_inform on contacts (town_hall_id, inform_by) where inform_by is not null;
