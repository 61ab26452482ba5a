import type { CaseEventType } from '#contract/caseEvent';
import type { RuleId } from '#contract/rule';
import type { Proposal } from '#contract/ruleSchema';
import { departmentsBelow, regionsBelow } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { builtInVersion } from '../domain/rules/ruleTable.ts';
import type { ConcernedCases } from './backtestStore.ts';

/** Rules whose decisive instant is the conclusion of a round, always. */
const decidedByConclusion: ReadonlySet<RuleId> = new Set(['FAST-01', 'FAST-03', 'STEP-01', 'STEP-02']);
/** Rules whose decisive instant is that of one of the case's events, always. */
const decidedByEvent: ReadonlySet<RuleId> = new Set(['STEP-03', 'HANG-01', 'DAT-01']);
/** Rules that find nothing once a case has ended. */
const ofOpenCases: ReadonlySet<RuleId> = new Set(['TIM-01', 'TIM-05']);
/** Rules about events of these types: they find nothing in a case that has none. */
const aboutEvents: ReadonlyMap<RuleId, readonly CaseEventType[]> = new Map([
  ['HANG-01', ['case.suspended']],
  ['HANG-02', ['case.suspended']],
  ['HANG-03', ['case.suspended', 'case.extended']],
  ['HANG-06', ['case.suspended']],
  ['EXT-01', ['case.extended']],
  ['COR-01', ['case.correction_requested']],
  ['FEE-01', ['case.fee_charged']],
]);
/** A deemed case is late from its deeming, if that is after the due date: five working days, whatever holidays lie between. */
const deemedWithin = 90 * 86_400_000;

/**
 * Which cases a version of these days and this scope may judge otherwise than now, as far as their columns tell: never
 * too few. Cases are judged by what the columns were made of, so a case that is left out would have been the same.
 */
export function concernedBy(rule: RuleId, proposal: Proposal, catalogue: Catalogue): ConcernedCases {
  const { from, to, scope } = proposal;
  const period = { from: startOfMoment(from, catalogue.timezone), to: endOfMoment(to, catalogue.timezone) };
  const late = { from: period.from - deemedWithin, to: period.to };
  return {
    regions: scope.region === undefined ? null : regionsBelow([scope.region], catalogue),
    departments: scope.department === undefined ? null : departmentsBelow([scope.department], catalogue),
    items: itemsOf(scope, catalogue),
    firstEventBefore: period.to,
    openOnly: ofOpenCases.has(rule),
    lastEventFrom: decidedByEvent.has(rule) ? period.from : null,
    concluded: decidedByConclusion.has(rule) ? period : null,
    endedWithin: rule === 'FAST-01' ? soonest(proposal, catalogue) : null,
    dueBetween:
      rule === 'TIM-02'
        ? { ...late, column: 'promised' }
        : rule === 'TIM-03'
          ? { ...late, column: 'statutory' }
          : null,
    withEvent: aboutEvents.get(rule) ?? null,
  };
}

/** Every item that has had the type or handling in any version; null: not narrowed. */
export function itemsOf(
  { item, itemType, handling }: Proposal['scope'],
  catalogue: Catalogue,
): string[] | null {
  if (item === undefined && itemType === undefined && handling === undefined) return null;
  const codes = catalogue.itemVersions
    .filter((version) => itemType === undefined || version.type === itemType)
    .filter((version) => handling === undefined || version.handling === handling)
    .map(({ code }) => code);
  return [...new Set(codes)].filter((code) => item === undefined || code === item);
}

const minute = 60_000;

/**
 * The longest time under which FAST-01 can find anything, by any version: a share of the promise in office hours is
 * never more than the same share of the natural time to the due date, unless an office works twelve hours a day.
 */
function soonest({ params }: Proposal, catalogue: Catalogue): ConcernedCases['endedWithin'] {
  const sets = [
    builtInVersion('FAST-01'),
    ...catalogue.ruleVersions.filter(({ rule }) => rule === 'FAST-01'),
  ];
  const most = (name: string): number =>
    Math.max(...[...sets, { params }].map((set) => Number(set.params[name] ?? 0)));
  if (most('hoursPerWorkday') > 12) return null;
  const floors = catalogue.itemVersions.map(({ floorMinutes = 0 }) => floorMinutes);
  const longest = floors.reduce((a, b) => Math.max(a, b), most('fallbackMinutes'));
  return { ms: longest * minute, percentOfPromise: most('promisePercent') };
}
