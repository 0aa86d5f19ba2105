-- What is looked at before a letter leaves: elections, the opposition's space, a colleague's reading; and letters to start from.

-- By-elections and dissolutions, beside the national calendar that comes with the product.
create table elections (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  name text not null,
  first_round date not null,
  last_round date not null,
  added_at timestamptz(3) not null,
  added_by text not null,
  primary key (town_hall_id, id),
  constraint election_ends_after_it_begins check (last_round >= first_round)
);

-- How strictly a presidential window is kept (trust P-20).
alter table town_hall_settings add column presidential_window text not null default 'advisory' check (presidential_window in ('advisory', 'strict'));

alter table campaigns
  add column category text not null default 'other'
    check (category in ('municipal_news', 'event', 'works', 'consultation', 'service_continuity', 'alert', 'other')),
  add column neutrality jsonb, -- the answers of the checklist, with who gave them (trust P-16)
  add column urgency text not null default '', -- why it leaves on the eve of a poll (trust P-18)
  add column opposition jsonb, -- what the opposition wrote (CGCT L2121-27-1)
  add column opposition_exemption text not null default '';

-- A colleague's reading of one version of a letter.
create table campaign_reviews (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  campaign_id uuid not null,
  version integer not null,
  asked_of uuid not null,
  asked_of_name text not null,
  asked_by text not null,
  asked_at timestamptz(3) not null,
  answer text check (answer in ('approved', 'commented')),
  comment text not null default '',
  answered_at timestamptz(3),
  primary key (town_hall_id, id),
  foreign key (town_hall_id, campaign_id) references campaigns (town_hall_id, id) on delete cascade,
  constraint answered_review_says_when check ((answer is null) = (answered_at is null))
);
create index reviews_of_campaign on campaign_reviews (town_hall_id, campaign_id, id);
create index reviews_awaited on campaign_reviews (town_hall_id, asked_of) where answer is null;

create table campaign_templates (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  id uuid not null,
  name text not null,
  category text not null,
  content jsonb not null,
  created_at timestamptz(3) not null,
  created_by text not null,
  archived_at timestamptz(3),
  primary key (town_hall_id, id)
);
