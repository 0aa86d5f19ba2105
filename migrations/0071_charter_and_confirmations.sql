-- Each agent accepts the charter every year, in words that are kept (trust P-13).
create table charter_acceptances (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  team_member_id uuid not null,
  accepted_at timestamptz(3) not null,
  version text not null,
  wording text not null, -- as it was read
  primary key (town_hall_id, team_member_id, accepted_at),
  foreign key (town_hall_id, team_member_id) references team_members (town_hall_id, id) on delete cascade
);
comment on table charter_acceptances is 'append-only';

-- When this browser last proved again that its agent is there (trust S-24).
alter table sessions add column confirmed_at timestamptz(3);
