-- Three indexes in place of five: each is written when a person is written down, handed over, and answered for.
-- One over all states, for what is due and for how many are in each: an index of those that wait alone is nearly empty once a
-- letter has left, PostgreSQL then takes its emptied pages for its width, and sorts a whole letter for the twenty next to leave
-- (24 ms a batch instead of 0.1, measured 2026-11-25).
drop index deliveries_to_do, deliveries_under_way, deliveries_by_state, deliveries_of_contact;
create index deliveries_by_state on deliveries (town_hall_id, campaign_id, state, next_try_at, id) include (reason);
alter table deliveries
  drop constraint contact_is_written_to_once,
  add constraint contact_is_written_to_once unique (town_hall_id, contact_id, campaign_id, channel);

-- A letter that leaves is always newer than the statistics, which would say that nobody receives it: without them, any letter is
-- taken for a two-hundredth of the table. The type stays as it is; saying it again forgets the statistics there are.
alter table deliveries alter column campaign_id type uuid, alter column campaign_id set statistics 0;
