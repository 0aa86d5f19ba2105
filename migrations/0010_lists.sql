-- Lists read page by page: what follows a contact is told by one comparison, so both columns run the same way.

drop index contacts_by_change;
create index contacts_by_change on contacts (town_hall_id, changed_at, id);
