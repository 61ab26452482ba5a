-- What a source sent in a day of the office's, counted as it arrives: a batch adds to one row a source. `lags` counts
-- events by how late they came, in steps of the square root of two from one second (server/domain/quality/lagSteps.ts).
create table source_days (
  source_id       integer not null references sources,
  day             date not null,
  accepted        integer not null,
  duplicates      integer not null,
  out_of_order    integer not null,
  ahead           integer not null,
  most_ahead_ms   integer not null,
  ids_checked     integer not null,
  ids_invalid     integer not null,
  fields_expected integer not null,
  fields_missing  integer not null,
  lags            integer[] not null,
  primary key (source_id, day)
) with (fillfactor = 50);

create table source_day_refusals (
  source_id integer not null references sources,
  day       date not null,
  code      text not null,
  refused   integer not null,
  primary key (source_id, day, code)
);

-- How a source's score is made: for each part the points it is worth, from which figure on points are lost and at
-- which all are, and how many observations it takes to judge it. The newest version that has begun holds.
create table quality_terms (
  version     integer primary key,
  valid_from  date not null,
  terms       jsonb not null,
  note        text not null default '',
  recorded_at timestamptz not null,
  actor       text not null
);
insert into quality_terms (version, valid_from, terms, note, recorded_at, actor) values (1, '2000-01-01', '{
  "lag":        { "points": 15, "good": 3600,  "bad": 259200, "least": 30 },
  "order":      { "points": 5,  "good": 0.01,  "bad": 0.2,    "least": 30 },
  "duplicates": { "points": 5,  "good": 0.02,  "bad": 0.5,    "least": 30 },
  "rejects":    { "points": 15, "good": 0.001, "bad": 0.05,   "least": 30 },
  "codes":      { "points": 15, "good": 0.001, "bad": 0.05,   "least": 30 },
  "unopened":   { "points": 5,  "good": 0,     "bad": 0.05,   "least": 30 },
  "clock":      { "points": 10, "good": 0.001, "bad": 0.05,   "least": 30 },
  "identity":   { "points": 5,  "good": 0.01,  "bad": 0.1,    "least": 30 },
  "fields":     { "points": 10, "good": 0.02,  "bad": 0.3,    "least": 30 },
  "silence":    { "points": 15, "good": 0,     "bad": 0.1,    "least": 480 }
}', 'as shipped', '2000-01-01', 'duban');

create index cases_unopened on cases (source_id, first_event_at) where stage = 'unopened';
