-- The links of a letter that left, the same for all its readers, and how often each was followed: by the hour for two days, by
-- the day afterwards, and by nobody in particular.
create table campaign_links (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  campaign_id uuid not null,
  rank integer not null check (rank >= 0),
  url text not null,
  label text not null,
  primary key (town_hall_id, campaign_id, rank),
  foreign key (town_hall_id, campaign_id) references campaigns (town_hall_id, id) on delete cascade
);

create table link_clicks (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  campaign_id uuid not null,
  rank integer not null,
  since timestamptz(3) not null, -- start of the hour, or of the day
  count integer not null,
  primary key (town_hall_id, campaign_id, rank, since),
  foreign key (town_hall_id, campaign_id, rank) references campaign_links (town_hall_id, campaign_id, rank) on delete cascade
);

-- What people answered to the questions of a letter, each once, confirmed on a page.
create table answers (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  campaign_id uuid not null,
  question_id uuid not null,
  contact_id uuid not null,
  answer integer not null check (answer >= 0), -- its rank in the question
  answered_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  primary key (town_hall_id, campaign_id, question_id, contact_id),
  foreign key (town_hall_id, campaign_id) references campaigns (town_hall_id, id) on delete cascade,
  foreign key (town_hall_id, contact_id) references contacts (town_hall_id, id) on delete cascade
);
create index answers_of_contact on answers (town_hall_id, contact_id);

create table question_closures (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  campaign_id uuid not null,
  question_id uuid not null,
  closed_at timestamptz(3) not null,
  closed_by text not null,
  primary key (town_hall_id, campaign_id, question_id),
  foreign key (town_hall_id, campaign_id) references campaigns (town_hall_id, id) on delete cascade
);
