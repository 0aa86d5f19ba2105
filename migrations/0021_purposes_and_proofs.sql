-- A purpose is a full record (trust P-01): which data it takes, and versions, since it can be changed.
alter table purposes
  add column data_categories text[] not null default '{identity,contact_details}'
    check (cardinality(data_categories) > 0
      and data_categories <@ array['identity', 'contact_details', 'address', 'birth', 'household', 'organization', 'interests', 'exchanges', 'participation']),
  add column version integer not null default 1;

-- Pages as people saw them before they answered, each version once, under the hash of its content (trust P-08).
create table consent_pages (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  hash text not null,
  form text not null check (form in ('subscription', 'preferences', 'slip')),
  language text not null default 'fr',
  content text not null constraint page_is_what_was_hashed check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  first_shown_at timestamptz(3) not null,
  primary key (town_hall_id, hash)
);
comment on table consent_pages is 'append-only';

alter table consent_proofs
  add column page_hash text, -- the page the words stood on, where there was one
  add column language text not null default 'fr',
  add column confirmed_at timestamptz(3), -- the second gesture of a sign-up by web: the button of the confirmation page
  add foreign key (town_hall_id, page_hash) references consent_pages (town_hall_id, hash);

-- An answer typed by mistake is not erased: it no longer counts, and says who said so.
create table consent_annulments (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  proof_id uuid not null,
  annulled_at timestamptz(3) not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  primary key (town_hall_id, proof_id),
  foreign key (town_hall_id, proof_id) references consent_proofs (town_hall_id, id)
);
comment on table consent_annulments is 'append-only';
