import type { RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { ruleBench } from '../../catalogue/ruleBench.ts';
import type { Viewpoint } from '../../cases/caseHistory.ts';
import type { Queryable } from '../../db/queryable.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import { ruleScans } from './ruleScans.ts';
import type { Place, ScannedGroup, ScanParts } from './scanGroup.ts';

/** One finding of a rule over many cases. */
export interface GroupFindingAt {
  rule: RuleId;
  severity: Severity;
  occurredAt: Instant;
  subject: ScannedGroup['subject'];
  place: Place;
  /** How many cases it rests on. */
  cases: number;
}

export interface ManyAt {
  findings: GroupFindingAt[];
  /** Rules of which nothing is said here, and why. */
  notCovered: { rule: RuleId; reason: string }[];
}

const beginning = Date.UTC(2000, 0, 1);
const end = Date.UTC(9999, 0, 1);
const flagsReason = 'it reads the flags that stand now, and finds nothing as of another time';
const arrivalReason = 'it knows all that has arrived, and not what had by --known-at';

/**
 * What the rules over many cases find as of an instant, over all that is recorded by now, and changes nothing. A case
 * stands in its columns as it is: one reopened or corrected since is seen as that. Historical imports are left out, as
 * these rules do.
 */
export async function scanManyAt(
  { db, catalogue, rules }: { db: Queryable; catalogue: Catalogue; rules: ReadonlySet<RuleId> | undefined },
  { asOf, knownAt }: Viewpoint,
): Promise<ManyAt> {
  const parts: ScanParts = {
    db,
    catalogue,
    bench: ruleBench(catalogue, new Map(), asOf),
    zone: timezone(catalogue.timezone),
    from: beginning,
    to: end,
    asOf,
  };
  const found: ManyAt = { findings: [], notCovered: [] };
  for (const { rule, scan, readsFlags } of ruleScans) {
    if (rules && !rules.has(rule)) continue;
    if (readsFlags || knownAt < end)
      found.notCovered.push({ rule, reason: readsFlags ? flagsReason : arrivalReason });
    else found.findings.push(...(await scan(parts)).flatMap((group) => findingOf(group, asOf)));
  }
  return found;
}

function findingOf({ rule, subject, place, judgement }: ScannedGroup, asOf: Instant): GroupFindingAt[] {
  if (judgement.result !== 'raised' || judgement.at > asOf) return [];
  const { severity, at, cases } = judgement;
  return [{ rule, severity, occurredAt: at, subject, place, cases: cases.length }];
}
