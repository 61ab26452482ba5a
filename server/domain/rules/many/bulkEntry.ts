import type { CaseMark } from '#contract/caseEvent';
import type { Handling } from '#contract/item';
import type { RuleParams } from '#contract/rule';
import type { Precision } from '#contract/source';
import type { Instant } from '#contract/time';
import { threshold } from '../rule.ts';
import { clearGroup, exemptGroup, notEvaluableGroup, raisedGroup, type ManyRule } from './manyRule.ts';

/** A case whose conclusion arrived on the day looked at. */
export interface EnteredCase {
  caseId: string;
  accepted: { at: Instant; arrivedAt: Instant; eventId: string };
  concluded: { at: Instant; arrivedAt: Instant; eventId: string };
  /** Undefined: the item is not known. */
  handling: Handling | undefined;
  marks: readonly CaseMark[];
  precision: Precision;
  /** Its acceptance came later than its source's declared delay allows. */
  late: boolean;
  /** A declared outage lies between the acceptance and its arrival. */
  outage: boolean;
}

/** A department's cases whose conclusion arrived on one local day. */
export interface EntryDay {
  cases: readonly EnteredCase[];
}

/**
 * BKF-02 批量补录: many cases of a department entered at one sitting. Either acceptance and conclusion of each arrived
 * together, in one burst, later than the source's declared delay; or they all took equally long, to the second.
 */
export const bulkEntry: ManyRule<EntryDay> = {
  id: 'BKF-02',
  aspect: 'correctness',
  defaults: { cases: 20, gapMinutes: 5, sittingMinutes: 60 },
  ranges: { cases: [2, 100_000] },
  judge({ cases }, params) {
    const promised = cases.filter((c) => c.handling === 'promised');
    const counted = promised.filter((c) => !c.marks.includes('bulk'));
    const burst = largest(
      burstsOf(
        counted.filter((c) => c.late && !c.outage),
        params,
      ),
    );
    const alike = largest(alikeOf(counted.filter((c) => c.precision === 'second')));
    const least = threshold(params, 'cases');
    const found = burst.length >= least ? burst : alike;
    if (found.length < least) return whyNot(promised, params);
    const arrivals = found.flatMap((c) => [c.accepted.arrivedAt, c.concluded.arrivedAt]);
    const at = found.map((c) => c.concluded.arrivedAt).sort((a, b) => a - b)[least - 1] ?? 0;
    return raisedGroup({
      severity: 'query',
      at,
      facts: {
        how: found === burst ? 'one_burst' : 'equal_durations',
        cases: found.length,
        inOneBurst: burst.length,
        ofEqualDuration: alike.length,
        spanMs: Math.max(...arrivals) - Math.min(...arrivals),
        durationMs: found === alike ? durationOf(found[0]) * 1000 : 0,
      },
      cases: found.map((c) => c.caseId),
      events: found.flatMap((c) => [c.accepted.eventId, c.concluded.eventId]),
    });
  },
};

/** What would have been a finding without an exemption or with finer times is not simply clear. */
function whyNot(promised: readonly EnteredCase[], params: RuleParams) {
  const least = threshold(params, 'cases');
  const enough = (cases: readonly EnteredCase[]) =>
    largest(
      burstsOf(
        cases.filter((c) => c.late),
        params,
      ),
    ).length >= least || largest(alikeOf(cases)).length >= least;
  if (!enough(promised)) return clearGroup;
  const declared = promised.filter((c) => !c.marks.includes('bulk'));
  if (!enough(declared)) return exemptGroup('bulk');
  const explained =
    largest(
      burstsOf(
        declared.filter((c) => c.late),
        params,
      ),
    ).length >= least;
  return explained ? exemptGroup('outage') : notEvaluableGroup('precision');
}

/** Runs of cases entered with less than `gapMinutes` between one and the next; each case itself in one sitting. */
function burstsOf(cases: readonly EnteredCase[], params: RuleParams): EnteredCase[][] {
  const gap = threshold(params, 'gapMinutes') * 60_000;
  const sitting = threshold(params, 'sittingMinutes') * 60_000;
  const spans = cases
    .map((it) => ({
      it,
      from: Math.min(it.accepted.arrivedAt, it.concluded.arrivedAt),
      to: Math.max(it.accepted.arrivedAt, it.concluded.arrivedAt),
    }))
    .filter(({ from, to }) => to - from <= sitting)
    .sort((a, b) => a.from - b.from || a.to - b.to || (a.it.caseId < b.it.caseId ? -1 : 1));
  const runs: EnteredCase[][] = [];
  let end = -Infinity;
  for (const { it, from, to } of spans) {
    const run = runs.at(-1);
    if (run && from - end <= gap) run.push(it);
    else runs.push([it]);
    end = Math.max(end, to);
  }
  return runs;
}

function alikeOf(cases: readonly EnteredCase[]): EnteredCase[][] {
  const groups = new Map<number, EnteredCase[]>();
  for (const it of cases) {
    const seconds = durationOf(it);
    const group = groups.get(seconds);
    if (group) group.push(it);
    else groups.set(seconds, [it]);
  }
  for (const group of groups.values()) group.sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
  return [...groups.values()];
}

/** In whole seconds, as sources stamp them. */
function durationOf(it: EnteredCase | undefined): number {
  return it ? Math.floor(it.concluded.at / 1000) - Math.floor(it.accepted.at / 1000) : 0;
}

/** Of two equally large groups the first. */
function largest(groups: readonly EnteredCase[][]): EnteredCase[] {
  return groups.reduce<EnteredCase[]>((most, group) => (group.length > most.length ? group : most), []);
}
