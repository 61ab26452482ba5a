import { Problem } from '#contract/problem';
import type { Baselines } from './baselines.ts';
import { calendarChoice } from './calendarChoice.ts';
import type { Catalogue, RegisteredHandler, SourceRecord, StoredRuleVersion } from './catalogue.ts';
import { itemInForce } from './itemInForce.ts';
import type { RecordedCatalogue } from './recordedCatalogue.ts';
import type { StoredOutage } from './sourceOutageStore.ts';
import type { SourceKeyRow } from './sourceStore.ts';
import { isWithin } from './subtree.ts';
import { newestVersions } from './versioned.ts';

/** Everything a process keeps in memory. */
interface CatalogueRows {
  marker: number;
  timezone: string;
  recorded: RecordedCatalogue;
  ruleVersions: readonly StoredRuleVersion[];
  sources: readonly SourceRecord[];
  keys: readonly SourceKeyRow[];
  handlers: readonly (RegisteredHandler & { sourceId: number })[];
  outages: readonly StoredOutage[];
  baselines: Baselines;
}

/** Indexes the rows; every look-up is a map's, or a walk over the few versions of one code. */
export function createCatalogue(rows: CatalogueRows): Catalogue {
  const { regions, departments, items, calendars, revision } = rows.recorded;
  const sources = new Map(rows.sources.map((source) => [source.sourceId, source]));
  const sourcesByName = new Map(rows.sources.map((source) => [source.name, source]));
  const keys = new Map(rows.keys.map((key) => [key.keyHash, key]));
  const handlers = new Map(rows.handlers.map((handler) => [`${handler.sourceId} ${handler.code}`, handler]));
  const outages = new Map<number, StoredOutage[]>();
  for (const outage of rows.outages)
    outages.set(outage.sourceId, [...(outages.get(outage.sourceId) ?? []), outage]);

  const region = (code: string) => regions.get(code)?.at(-1);
  const department = (code: string) => departments.get(code)?.at(-1);
  const isWithinRegion = isWithin((code) => region(code)?.parent);
  const isWithinDepartment = isWithin((code) => department(code)?.parent);
  const sourceById = (sourceId: number): SourceRecord => {
    const source = sources.get(sourceId);
    if (!source)
      throw new Problem('internal', `source ${sourceId} is not in the catalogue of revision ${revision}`);
    return source;
  };

  return {
    marker: rows.marker,
    revision,
    timezone: rows.timezone,
    regions: newestVersions(regions),
    departmentKinds: newestVersions(rows.recorded.departmentKinds),
    departments: newestVersions(departments),
    itemVersions: [...items.values()].flat(),
    calendars: newestVersions(calendars),
    sources: rows.sources,
    ruleVersions: rows.ruleVersions,
    baselines: rows.baselines,

    region,
    department,
    newestItem: (code) => items.get(code)?.at(-1),
    calendar: (code) => calendars.get(code)?.at(-1),
    sourceById: (sourceId) => sources.get(sourceId),
    sourceByName: (name) => sourcesByName.get(name),
    sourceByKey(keyHash, now) {
      const key = keys.get(keyHash);
      const source = key && sources.get(key.sourceId);
      return source && (key.revokedAt ?? Infinity) > now && (source.revokedAt ?? Infinity) > now
        ? source
        : undefined;
    },
    handler: (sourceId, code) => handlers.get(`${sourceId} ${code}`),
    isWithinRegion,
    isWithinDepartment,
    outOfScope(sourceId, of) {
      const { settings } = sourceById(sourceId);
      const out = (code: string | undefined, scope: string[], within: typeof isWithinRegion) =>
        code !== undefined && scope.length > 0 && !within(code, scope);
      if (out(of.department, settings.departments, isWithinDepartment)) return 'department';
      return out(of.region, settings.regions, isWithinRegion) ? 'region' : undefined;
    },

    item: (code, day, revision) => itemInForce(items.get(code) ?? [], day, revision),
    itemRevision: (code, revision) => items.get(code)?.find((version) => version.revision === revision),
    calendarOf: calendarChoice({ regions, departments, items, calendars, sources, timezone: rows.timezone }),
    source: (sourceId) => sourceById(sourceId).settings,
    regionOf: (code) => department(code)?.region,
    outages: (sourceId) => outages.get(sourceId) ?? [],
    peers: (of, at) => rows.baselines.peers(of, at),
  };
}
