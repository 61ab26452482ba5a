-- Increments of a batch of a past log, kept beside its events until those of many batches are added to the roll-ups
-- together: a city's days, departments and items come again in every batch.
create table rollup_arrears (
  arrears_id bigint generated always as identity primary key,
  written_at timestamptz not null,
  -- {"days": [[key, counts], …], "minutes": …, "open": …}
  increments text not null
);
-- written once and read only when an import died: packing it would cost more than writing it
alter table rollup_arrears alter column increments set storage external;
