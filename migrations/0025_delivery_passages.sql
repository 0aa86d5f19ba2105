-- Which reserved passages of the letter a person receives: bit i is the passage of rank i.
alter table deliveries add column passages integer not null default 0;
