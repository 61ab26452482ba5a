-- Events about the catalogue or a source (item.updated, source.outage_declared), so that the same one is known again.
create table source_events (
  source_id    integer not null references sources,
  event_id     text not null,
  type         text not null,
  subject      text not null,
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null,
  content_hash bytea not null,
  data         json not null,
  primary key (source_id, subject, event_id)
);
create index dead_letters_expiring on dead_letters (expires_at);
