import type { ItemVersion } from '#contract/item';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { Queryable } from '../db/queryable.ts';
import type { DepartmentKindVersion, DepartmentVersion, RegionVersion } from './catalogue.ts';

// Every statement reads what was recorded up to a revision, so that several of them give one picture.

export async function readMarker(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ marker: number }>('select marker from catalogue_marker');
  return rows[0]?.marker ?? 0;
}

/** 0 while nothing is recorded. */
export async function newestRevision(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ revision: number }>(
    'select coalesce(max(revision), 0) as revision from catalogue_revisions',
  );
  return rows[0]?.revision ?? 0;
}

export async function regionVersions(db: Queryable, upTo: number): Promise<RegionVersion[]> {
  const { rows } = await db.query<RegionVersion>(
    `select code, revision, name, short_name as "shortName", parent, kind, "overlaps", tile, "group",
            sort_order as "order", calendar, provisional
       from regions where revision <= $1 order by code, revision`,
    [upTo],
  );
  return rows;
}

export async function departmentKindVersions(db: Queryable, upTo: number): Promise<DepartmentKindVersion[]> {
  const { rows } = await db.query<DepartmentKindVersion>(
    `select code, revision, name, short_name as "shortName", sort_order as "order"
       from department_kinds where revision <= $1 order by code, revision`,
    [upTo],
  );
  return rows;
}

export async function departmentVersions(db: Queryable, upTo: number): Promise<DepartmentVersion[]> {
  const { rows } = await db.query<DepartmentVersion>(
    `select code, revision, name, short_name as "shortName", region, kind, parent, phone, calendar, provisional
       from departments where revision <= $1 order by code, revision`,
    [upTo],
  );
  return rows;
}

interface ItemRow {
  code: string;
  revision: number;
  validFrom: string;
  name: string;
  provisional: boolean;
  record: Omit<ItemVersion, 'code' | 'revision' | 'validFrom' | 'name' | 'provisional'>;
}

export async function itemVersions(db: Queryable, upTo: number): Promise<ItemVersion[]> {
  const { rows } = await db.query<ItemRow>(
    `select code, revision, valid_from as "validFrom", name, provisional, record
       from items where revision <= $1 order by code, revision`,
    [upTo],
  );
  return rows.map(({ record, provisional, ...version }) => ({
    ...version,
    ...record,
    ...(provisional ? { provisional } : {}),
  }));
}

/** Calendars with their days, as recorded. */
export async function calendarVersions(db: Queryable, upTo: number): Promise<CalendarVersion[]> {
  const { rows } = await db.query<CalendarVersion>(
    `select c.code, c.revision, c.timezone, c.due_policy as "duePolicy", c.hours,
            c.published_through as "publishedThrough", c.based_on as "basedOn", coalesce(d.days, '[]') as days
       from calendars c
       left join lateral (
              select json_agg(json_build_object('day', day, 'off', off, 'name', name) order by day) as days
                from calendar_days where code = c.code and revision = c.revision
            ) d on true
      where c.revision <= $1 order by c.code, c.revision`,
    [upTo],
  );
  return rows;
}
