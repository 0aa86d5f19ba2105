-- A letter is a list of blocks, versioned. Letters begun as plain text keep it as version 0, read as blocks when they are opened.
alter table campaigns add column content jsonb;
do $$
declare hall integer;
begin
  for hall in select id from town_halls loop
    perform set_config('app.town_hall', hall::text, true);
    update campaigns set content = jsonb_build_object('version', 0, 'subject', subject, 'markup', body) where town_hall_id = hall;
  end loop;
end $$;
alter table campaigns alter column content set not null, drop column subject, drop column body;
