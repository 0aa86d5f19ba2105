-- What the law asks a public site to say of itself: who publishes it, who hosts it, and how accessible it was found.
create table publications (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  director text not null default '',
  host text not null default '',
  accessibility_email text,
  audited_on date,
  audited_by text not null default '',
  conformity_rate integer check (conformity_rate between 0 and 100),
  not_compliant text not null default '',
  exempted text not null default '',
  scheme_url text,
  version integer not null default 1,
  primary key (town_hall_id),
  constraint audit_is_whole check ((audited_on is null) = (conformity_rate is null))
);
