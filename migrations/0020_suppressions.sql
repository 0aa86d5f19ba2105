-- Addresses nobody may be written to at, whoever they belong to, even once the person is forgotten (trust P-47). Never the address:
-- an HMAC-SHA-256 of it under a key of this town hall alone, which rests nowhere in the database (decision 0010).

create table suppressions (
  town_hall_id integer not null default town_hall() references town_halls on delete cascade,
  channel text not null check (channel in ('email', 'sms', 'call')),
  address_hash bytea not null constraint suppressed_address_is_hashed check (octet_length(address_hash) = 32),
  reason text not null check (reason in ('objection', 'erasure', 'complaint', 'bounce')),
  since timestamptz(3) not null,
  primary key (town_hall_id, channel, address_hash)
);
