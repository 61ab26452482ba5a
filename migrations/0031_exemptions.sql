-- Exemptions that wait for a supervisor, the longest first: a handful among all flags.
create index flags_exemption_asked on flags (((followup -> 'exemption' ->> 'at')::bigint), flag_id)
  where ended_at is null and jsonb_typeof(followup -> 'exemption') = 'object';
