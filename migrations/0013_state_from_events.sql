-- A case's state is the fold of its events and is made when it is needed: written with every event, it was a quarter of
-- what ingest cost, and a second place for one truth.
alter table cases drop column state;
