-- A delivery is taken, checked and marked as leaving in one statement: « claimed » is no state of its own any more.
-- What waits always says since when, so that what is due is read from the start of the index, whatever was put off.
do $$
declare
  town integer;
begin
  for town in select id from town_halls loop
    perform set_config('app.town_hall', town::text, true);
    update deliveries set state = 'waiting', lease_until = null where town_hall_id = town and state = 'claimed';
    update deliveries set next_try_at = now() where town_hall_id = town and state = 'waiting' and next_try_at is null;
  end loop;
end $$;
alter table deliveries
  drop constraint deliveries_state_check,
  add constraint deliveries_state_check check (state in ('waiting', 'handing_over', 'delivered', 'refused', 'gave_up', 'skipped', 'uncertain')),
  add constraint waiting_delivery_is_due check (state <> 'waiting' or next_try_at is not null);

drop index deliveries_under_way;
create index deliveries_under_way on deliveries (town_hall_id, campaign_id, lease_until) where state = 'handing_over';
