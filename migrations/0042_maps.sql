-- Maps that the operator has imported, each with its approval number (审图号); the newest is shown. None is shipped.
create table maps (
  map_id          integer generated always as identity primary key,
  name            text not null,
  approval_number text not null check (approval_number <> ''),
  code_property   text not null,
  -- GeoJSON as it is shown, simplified; the SHA-256 is of this text in UTF-8
  document        text not null,
  sha256          text not null,
  shapes          integer not null,
  points          integer not null,
  imported_by     text not null,
  imported_at     timestamptz not null
);
