-- A replay reads what became known, and which flags changed, within minutes of a past day. Both lie on disk in about
-- that order: summaries by block ranges find them and cost the writers next to nothing.
create index case_events_known on case_events using brin (coalesce(received_at, occurred_at)) with (autosummarize = on);
create index flag_transitions_at on flag_transitions using brin (at) with (autosummarize = on);

-- What a case's row says of an earlier time is what is known today. Where it was not known then, one of these few events
-- tells so: it made the past another, or came late or ahead of its time.
create index case_events_corrections on case_events (coalesce(received_at, occurred_at))
  where type in ('case.amended', 'case.voided_event', 'case.reopened');
create index case_events_belated on case_events (coalesce(received_at, occurred_at), occurred_at)
  where received_at < occurred_at or received_at - occurred_at > interval '1 minute';

-- Cases that were open at a past instant began before it and ended after it: those lie together.
create index cases_lives on cases using brin (first_event_at, concluded_at) with (autosummarize = on);
