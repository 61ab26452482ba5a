import type { BacktestExample, BacktestReport } from '#contract/ruleSchema';
import type { CaseState } from '../domain/cases/caseState.ts';
import type { Effect, Finding, Shift } from '../domain/rules/compareFindings.ts';
import type { DecidedFlag } from './backtestStore.ts';

type Counts = Record<Effect, number>;
type Hits = Omit<BacktestReport['verdicts']['current'], 'hitRate'>;

/** Of each effect, however many cases there are. */
const mostExamples = 20;

/** A number that comes after every recorded version's. */
export const proposedVersion = Number.MAX_SAFE_INTEGER;

/** What a back-test has counted, of a page or of all so far: bounded, whatever the number of cases. */
export interface BacktestTally {
  cases: number;
  total: Counts;
  departments: Map<string | null, Counts>;
  examples: BacktestExample[];
  current: Hits;
  proposed: Hits;
}

export function newTally(): BacktestTally {
  const hits = (): Hits => ({ verdicts: 0, confirmed: 0 });
  return {
    cases: 0,
    total: noCounts(),
    departments: new Map(),
    examples: [],
    current: hits(),
    proposed: hits(),
  };
}

const noCounts = (): Counts => ({ raised: 0, cleared: 0, changed: 0, unchanged: 0 });

export function countShift(tally: BacktestTally, state: CaseState, shift: Shift): void {
  const department = state.department ?? null;
  const own = tally.departments.get(department) ?? noCounts();
  tally.departments.set(department, own);
  own[shift.effect] += 1;
  tally.total[shift.effect] += 1;
  const { effect } = shift;
  if (effect === 'unchanged' || tally.total[effect] > mostExamples) return;
  tally.examples.push({
    caseId: state.caseId,
    effect,
    department,
    region: state.region ?? null,
    item: state.item ?? null,
    before: told(shift.before),
    after: told(shift.after),
  });
}

const told = (finding: Finding | undefined): BacktestExample['before'] =>
  finding === undefined
    ? null
    : {
        severity: finding.severity,
        at: new Date(finding.at).toISOString(),
        state: finding.caseState,
        version: finding.version === proposedVersion ? null : finding.version,
      };

/** Counts an inspector's verdict for each side that finds what it was given on. */
export function countVerdict(
  tally: BacktestTally,
  { before, after }: Shift,
  { confirmed }: DecidedFlag,
): void {
  for (const [hits, finding] of [
    [tally.current, before],
    [tally.proposed, after],
  ] as const) {
    if (!finding) continue;
    hits.verdicts += 1;
    if (confirmed) hits.confirmed += 1;
  }
}

/** Adds the next page's tally to that of the pages before it. */
export function addTally(sum: BacktestTally, page: BacktestTally): void {
  const shown = (effect: Effect): number =>
    sum.examples.filter((example) => example.effect === effect).length;
  for (const effect of ['raised', 'cleared', 'changed'] as const) {
    const more = page.examples.filter((example) => example.effect === effect);
    sum.examples.push(...more.slice(0, mostExamples - shown(effect)));
  }
  sum.cases += page.cases;
  addCounts(sum.total, page.total);
  for (const [department, counts] of page.departments) {
    const own = sum.departments.get(department);
    if (own) addCounts(own, counts);
    else sum.departments.set(department, { ...counts });
  }
  for (const side of ['current', 'proposed'] as const) {
    sum[side].verdicts += page[side].verdicts;
    sum[side].confirmed += page[side].confirmed;
  }
}

function addCounts(sum: Counts, more: Counts): void {
  sum.raised += more.raised;
  sum.cleared += more.cleared;
  sum.changed += more.changed;
  sum.unchanged += more.unchanged;
}

export function hitsOf({ verdicts, confirmed }: Hits): BacktestReport['verdicts']['current'] {
  return { verdicts, confirmed, hitRate: verdicts === 0 ? null : confirmed / verdicts };
}

export function departmentRows(tally: BacktestTally): BacktestReport['departments'] {
  const moved = (counts: Counts): number => counts.raised + counts.cleared + counts.changed;
  return [...tally.departments]
    .map(([department, counts]) => ({ department, ...counts }))
    .sort((a, b) => moved(b) - moved(a) || ((a.department ?? '') < (b.department ?? '') ? -1 : 1));
}
