import type { ItemVersion } from '#contract/item';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Queryable } from '../db/queryable.ts';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { DepartmentKindVersion, DepartmentVersion, RegionVersion } from './catalogue.ts';
import type { Unrecorded } from './catalogueRows.ts';

/**
 * Lets one writer of the catalogue at a time go on, to the end of its transaction: revisions become visible in the
 * order of their numbers, and what a writer compares with stays as it is. Readers are not held up.
 */
export async function lockCatalogue(db: Queryable): Promise<void> {
  await db.query('lock table catalogue_revisions in share row exclusive mode');
}

/** Opens the next revision and gives its number; the audit tells of it in the same transaction. */
export async function openRevision(
  db: Queryable,
  by: { actor: string; note?: string },
  now: Instant,
): Promise<number> {
  const { rows } = await db.query<{ revision: number }>(
    'insert into catalogue_revisions (recorded_at, actor, note) values ($1, $2, $3) returning revision',
    [new Date(now), by.actor, by.note ?? ''],
  );
  const [opened] = rows;
  if (!opened) throw new Error('an insert with returning gave no row');
  await recordAudit(db, {
    at: now,
    actor: by.actor,
    action: 'catalogue.revised',
    subject: { kind: 'catalogue', id: `${opened.revision}` },
    detail: { note: by.note ?? '' },
  });
  return opened.revision;
}

export async function insertRegions(
  db: Queryable,
  revision: number,
  rows: readonly Unrecorded<RegionVersion>[],
): Promise<void> {
  await db.query(
    `insert into regions (code, revision, name, short_name, parent, kind, "overlaps", tile, "group", sort_order,
                          calendar, provisional)
     select code, $1, name, "shortName", parent, kind, "overlaps", tile, "group", "order", calendar, provisional
       from json_to_recordset($2) as given (code text, name text, "shortName" text, parent text, kind text,
            "overlaps" text[], tile integer[], "group" text, "order" integer, calendar text, provisional boolean)`,
    [revision, JSON.stringify(rows)],
  );
}

export async function insertDepartmentKinds(
  db: Queryable,
  revision: number,
  rows: readonly Unrecorded<DepartmentKindVersion>[],
): Promise<void> {
  await db.query(
    `insert into department_kinds (code, revision, name, short_name, sort_order)
     select code, $1, name, "shortName", "order"
       from json_to_recordset($2) as given (code text, name text, "shortName" text, "order" integer)`,
    [revision, JSON.stringify(rows)],
  );
}

export async function insertDepartments(
  db: Queryable,
  revision: number,
  rows: readonly Unrecorded<DepartmentVersion>[],
): Promise<void> {
  await db.query(
    `insert into departments (code, revision, name, short_name, region, kind, parent, phone, calendar, provisional)
     select code, $1, name, "shortName", region, kind, parent, phone, calendar, provisional
       from json_to_recordset($2) as given (code text, name text, "shortName" text, region text, kind text,
            parent text, phone text, calendar text, provisional boolean)`,
    [revision, JSON.stringify(rows)],
  );
}

/** One version a code: the code and the revision are its identity. */
export async function insertItems(
  db: Queryable,
  revision: number,
  items: readonly Unrecorded<ItemVersion>[],
): Promise<void> {
  const rows = items.map(({ code, validFrom, name, provisional, ...record }) => ({
    code,
    validFrom,
    name,
    provisional: provisional ?? false,
    record,
  }));
  await db.query(
    `insert into items (code, revision, valid_from, name, provisional, record)
     select code, $1, "validFrom", name, provisional, record
       from json_to_recordset($2) as given (code text, "validFrom" date, name text, provisional boolean, record jsonb)`,
    [revision, JSON.stringify(rows)],
  );
}

export async function insertCalendars(
  db: Queryable,
  revision: number,
  calendars: readonly Unrecorded<CalendarVersion>[],
): Promise<void> {
  await db.query(
    `insert into calendars (code, revision, timezone, due_policy, hours, published_through, based_on)
     select code, $1, timezone, "duePolicy", hours, "publishedThrough", "basedOn"
       from json_to_recordset($2) as given (code text, timezone text, "duePolicy" text, hours jsonb,
            "publishedThrough" date, "basedOn" text)`,
    [revision, JSON.stringify(calendars)],
  );
}

export async function insertCalendarDays(
  db: Queryable,
  revision: number,
  calendars: readonly Unrecorded<CalendarVersion>[],
): Promise<void> {
  await db.query(
    `insert into calendar_days (code, revision, day, off, name)
     select code, $1, day, off, name
       from json_to_recordset($2) as given (code text, day date, off boolean, name text)`,
    [revision, JSON.stringify(calendars.flatMap(({ code, days }) => days.map((day) => ({ code, ...day }))))],
  );
}
