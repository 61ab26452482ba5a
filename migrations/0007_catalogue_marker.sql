-- One number that changes with anything a process keeps of the catalogue in memory, so that looking whether it is
-- still current costs one row. Triggers, because a statement that forgot to say so would leave servers with old law.
create table catalogue_marker (
  only_row boolean primary key default true check (only_row),
  marker   bigint not null
) with (fillfactor = 50);
insert into catalogue_marker (marker) values (0);

create function mark_catalogue_changed() returns trigger language plpgsql as $$
begin
  update catalogue_marker set marker = marker + 1;
  return null;
end
$$;

create trigger catalogue_revisions_marked after insert or update or delete or truncate on catalogue_revisions
  for each statement execute function mark_catalogue_changed();
create trigger rule_versions_marked after insert or update or delete or truncate on rule_versions
  for each statement execute function mark_catalogue_changed();
create trigger sources_marked after insert or update or delete or truncate on sources
  for each statement execute function mark_catalogue_changed();
create trigger source_keys_marked after insert or update or delete or truncate on source_keys
  for each statement execute function mark_catalogue_changed();
create trigger source_handlers_marked after insert or update or delete or truncate on source_handlers
  for each statement execute function mark_catalogue_changed();
create trigger source_outages_marked after insert or update or delete or truncate on source_outages
  for each statement execute function mark_catalogue_changed();
