import type { ItemVersion } from '#contract/item';
import type { RuleVersion } from '#contract/rule';
import type { SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Baselines } from './baselines.ts';
import type { StoredOutage } from './sourceOutageStore.ts';

export interface RegionVersion {
  code: string;
  revision: number;
  name: string;
  shortName: string;
  parent: string | null;
  kind: 'division' | 'zone' | 'city';
  /** For display only: gives no scope and counts nothing. */
  overlaps: string[];
  tile: [number, number] | null;
  group: string;
  order: number;
  calendar: string | null;
  provisional: boolean;
}

export interface DepartmentKindVersion {
  code: string;
  revision: number;
  name: string;
  shortName: string;
  order: number;
}

export interface DepartmentVersion {
  code: string;
  revision: number;
  name: string;
  shortName: string;
  region: string;
  kind: string | null;
  parent: string | null;
  phone: string | null;
  calendar: string | null;
  provisional: boolean;
}

export interface SourceRecord {
  sourceId: number;
  name: string;
  /** What its CloudEvents name as `source`. */
  uri: string;
  namespace: string;
  settings: SourceSettings;
  createdAt: Instant;
  revokedAt: Instant | null;
  /** Its keys open nothing until an administrator enables it again; what it reported stays. */
  disabledAt: Instant | null;
  /** For If-Match. */
  version: number;
}

export interface RegisteredHandler {
  code: string;
  name: string | null;
  kind: 'human' | 'machine';
}

/** A rule's thresholds as stored, with when they were recorded here. */
export interface StoredRuleVersion extends RuleVersion {
  recordedAt: Instant;
  actor: string;
  note?: string;
}

/**
 * The recorded catalogue, in memory: a value, replaced as a whole when the database has a newer one.
 * Look-ups without a revision answer with the newest version.
 */
export interface Catalogue extends Knowledge {
  /** Changes with anything below, also with what has no revision (sources, keys, handlers, outages, rules). */
  marker: number;
  /** The office zone (DUBAN_TIMEZONE). */
  timezone: string;
  regions: readonly RegionVersion[];
  departmentKinds: readonly DepartmentKindVersion[];
  departments: readonly DepartmentVersion[];
  /** Every version of every item, by code and revision. */
  itemVersions: readonly ItemVersion[];
  /** Newest version of each calendar, without the built-in ones. */
  calendars: readonly CalendarVersion[];
  sources: readonly SourceRecord[];
  ruleVersions: readonly StoredRuleVersion[];
  baselines: Baselines;

  region(code: string): RegionVersion | undefined;
  department(code: string): DepartmentVersion | undefined;
  /** Newest version of an item, whether or not it is in force yet; says whether a code is known. */
  newestItem(code: string): ItemVersion | undefined;
  calendar(code: string): CalendarVersion | undefined;
  sourceById(sourceId: number): SourceRecord | undefined;
  sourceByName(name: string): SourceRecord | undefined;
  /** The source a key belongs to, by the hex SHA-256 of the key; undefined if unknown, replaced or revoked at `now`. */
  sourceByKey(keyHash: string, now: Instant): SourceRecord | undefined;
  outages(sourceId: number): readonly StoredOutage[];
  handler(sourceId: number, code: string): RegisteredHandler | undefined;

  /** True if `code` is one of `ancestors` or lies below one by `parent`. */
  isWithinRegion(code: string, ancestors: readonly string[]): boolean;
  isWithinDepartment(code: string, ancestors: readonly string[]): boolean;
  /** Which named code the source may not report for; undefined if it may report for all that is named. */
  outOfScope(
    sourceId: number,
    of: { region?: string; department?: string },
  ): 'region' | 'department' | undefined;
}
