-- A letter leaves now, or at the hour an agent chose; a poll may hold it; what went wrong at the hour is kept until someone acts.
alter table campaigns
  drop constraint campaigns_state_check,
  add constraint campaigns_state_check check (state in ('draft', 'scheduled', 'sending', 'stopped', 'sent')),
  drop constraint launched_campaign_is_complete,
  add constraint launched_campaign_is_complete check (state = 'draft'
    or (segment_id is not null and purpose_id is not null and (state = 'scheduled' or launched_at is not null))),
  add column leaves_at timestamptz(3), -- the hour chosen; kept when it was missed
  add column scheduled_by jsonb, -- the agent, in whose name it leaves
  add column held_until timestamptz(3), -- a poll holds it until then (trust P-18)
  add column missed_because text not null default '',
  add constraint scheduled_campaign_says_when check (state <> 'scheduled' or (leaves_at is not null and scheduled_by is not null));
