-- Segments compare streets and communes without accents or case. Stored, never an expression: folding 100,000 addresses at each
-- count took a second, and the planner knew nothing of the result.
alter table contacts
  add column street_text text generated always as (folded(address_line)) stored,
  add column municipality_text text generated always as (folded(municipality)) stored;
