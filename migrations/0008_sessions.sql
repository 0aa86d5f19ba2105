-- Sessions can be told apart without their secret, and remember where they were opened from:
-- a place an agent has signed in from is never shut by what strangers try elsewhere (trust S-22).

alter table sessions
  add column id uuid not null,
  add column source_hash text not null,
  add column ended_at timestamptz(3),
  add constraint session_id_taken unique (town_hall_id, id);

-- How long an account or a source must wait follows from the count and its beginning.
alter table sign_in_attempts drop column blocked_until;
