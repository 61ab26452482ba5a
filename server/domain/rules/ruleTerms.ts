import type { Handling } from '#contract/item';
import type { RuleScope, RuleVersion } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import { dayNumber, dayText, type DayNumber } from '../calendar/localDay.ts';

/** Where a case belongs, as far as scopes ask. Regions and departments: its own first, then those above it. */
export interface RulePlace {
  regions: readonly string[];
  departments: readonly string[];
  item: string | undefined;
  itemType: string | undefined;
  handling: Handling | undefined;
}

/** A stretch of time and the version in force during it: from inclusive, to exclusive. */
export interface RuleTerm {
  version: RuleVersion;
  from: Instant;
  to: Instant;
}

export const anywhere: RulePlace = {
  regions: [],
  departments: [],
  item: undefined,
  itemType: undefined,
  handling: undefined,
};

/** True if the case lies in the scope; a scope that names nothing holds everywhere. */
export function isInScope(
  { region, department, item, itemType, handling }: RuleScope,
  of: RulePlace,
): boolean {
  return (
    (region === undefined || of.regions.includes(region)) &&
    (department === undefined || of.departments.includes(department)) &&
    (item === undefined || item === of.item) &&
    (itemType === undefined || itemType === of.itemType) &&
    (handling === undefined || handling === of.handling)
  );
}

/**
 * The version in force on `day`: of those whose scope matches the most specific (item before department before region,
 * the nearer department or region first, then type and handling); of equals the one that began last, of two that begin
 * on one day the later; but a re-judgement takes the place of all that was recorded before it. None: `builtIn`. Parameters that a version does not name keep the built-in value.
 */
export function versionInForce(
  versions: readonly RuleVersion[],
  builtIn: RuleVersion,
  of: RulePlace,
  day: LocalDay,
): RuleVersion {
  let found: RuleVersion | undefined;
  for (const version of versions.toSorted((a, b) => a.version - b.version)) {
    if (version.validFrom > day || (version.validTo ?? day) < day) continue;
    if (!isInScope(version.scope ?? {}, of)) continue;
    if (!found || replaces(version, found, of)) found = version;
  }
  return found ? { ...found, params: { ...builtIn.params, ...found.params } } : builtIn;
}

/** @param earlier of a smaller number */
function replaces(version: RuleVersion, earlier: RuleVersion, of: RulePlace): boolean {
  const narrownessBefore = narrowness(earlier.scope ?? {}, of);
  for (const [place, narrower] of narrowness(version.scope ?? {}, of).entries()) {
    if (narrower !== narrownessBefore[place]) return narrower > (narrownessBefore[place] ?? 0);
  }
  return version.rejudged === true || version.validFrom >= earlier.validFrom;
}

function narrowness({ region, department, item, itemType, handling }: RuleScope, of: RulePlace): number[] {
  return [
    item === undefined ? 0 : 1,
    nearness(department, of.departments),
    nearness(region, of.regions),
    (itemType === undefined ? 0 : 1) + (handling === undefined ? 0 : 1),
  ];
}

function nearness(code: string | undefined, chain: readonly string[]): number {
  return code === undefined ? 0 : chain.length - chain.indexOf(code);
}

/** All of time in order, each stretch with the version in force; `startOf` gives a local day's first instant. */
export function ruleTerms(
  versions: readonly RuleVersion[],
  builtIn: RuleVersion,
  of: RulePlace,
  startOf: (day: DayNumber) => Instant,
): RuleTerm[] {
  const matching = versions.filter((version) => isInScope(version.scope ?? {}, of));
  if (matching.length === 0) return [{ version: builtIn, from: -Infinity, to: Infinity }];
  const begins = matching.map(({ validFrom }) => dayNumber(validFrom));
  const ends = matching.flatMap(({ validTo }) => (validTo ? [dayNumber(validTo) + 1] : []));
  const days = [...new Set([...begins, ...ends])].sort((a, b) => a - b);
  const terms: RuleTerm[] = [{ version: builtIn, from: -Infinity, to: Infinity }];
  for (const day of days) {
    const version = versionInForce(matching, builtIn, of, dayText(day));
    const before = terms.at(-1);
    if (before?.version.version === version.version) continue;
    const from = startOf(day);
    if (before) before.to = from;
    terms.push({ version, from, to: Infinity });
  }
  return terms;
}
