-- Where people live is asked every day, alone and in every breakdown: it joins what rules look at most (docs/decisions/0015).
drop index contacts_at_a_glance;
create index contacts_at_a_glance on contacts (town_hall_id, id) include (kind, birth_date, means, honorific, category, district_id)
  where archived_at is null;
