import { loadCases, type StoredCase } from '../../cases/caseStore.ts';
import { dayNumber, dayText } from '../../domain/calendar/localDay.ts';
import { caseClock } from '../../domain/clock/caseClock.ts';
import { usedAt } from '../../domain/clock/limitClock.ts';
import {
  boilerplateReasons,
  reasonKey,
  type ReasonGroup,
} from '../../domain/rules/many/boilerplateReasons.ts';
import { justSaved, type SavedCase } from '../../domain/rules/many/justSaved.ts';
import { departmentsWithReasons, departmentsWithSaved } from './suspensionStore.ts';
import { judgeGroup, loosest, type ScannedGroup, type ScanParts } from './scanGroup.ts';

const dayMs = 86_400_000;
/** A department's newest saved cases say enough. */
const mostCases = 500;

function windowOf({ zone, asOf }: ScanParts, days: number) {
  const today = dayText(zone.dayOf(asOf));
  return { today, since: dayText(dayNumber(today) - days), after: asOf - days * dayMs };
}

/** HANG-04: departments that concluded suspended cases since the last run, over the window that ends with `asOf`. */
export async function scanJustSaved(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, catalogue } = parts;
  const window = windowOf(parts, loosest(parts, 'HANG-04', 'windowDays', 'most'));
  const least = loosest(parts, 'HANG-04', 'cases');
  const departments = await departmentsWithSaved(db, {
    ...parts,
    after: window.after,
    least,
    most: mostCases,
  });
  const groups: ScannedGroup[] = [];
  for (const { department, caseIds } of departments) {
    const stored = await loadCases(db, caseIds);
    const all = stored.flatMap((it) => savedCase(it, parts));
    const coarse = all.filter((it) => catalogue.source(it.sourceId).precision === 'day').length;
    const saved = all.filter((it) => catalogue.source(it.sourceId).precision !== 'day');
    const facts = stored[0]?.facts;
    groups.push(
      ...judgeGroup(
        parts,
        justSaved,
        { saved, coarse },
        {
          subject: { kind: 'department', id: department },
          occurrence: window.today,
          since: window.since,
          whenGone: 'stays',
          place: { region: facts?.region ?? null, department, item: null, sourceId: facts?.sourceId ?? null },
        },
      ),
    );
  }
  return groups;
}

/** Nothing for a case that was late, or in time without its suspensions. */
function savedCase(
  { state, facts }: StoredCase,
  { catalogue }: ScanParts,
): (SavedCase & { sourceId: number })[] {
  const { round } = state;
  const ended = round.concluded;
  const clock = caseClock(state, round, catalogue, Infinity);
  const limit = clock.promised ?? clock.statutory;
  if (!ended || !limit || ended.at > limit.due || ended.at <= limit.bareDue) return [];
  const suspended = limit.credits.filter((c) => c.kind === 'suspension' && c.to > c.from);
  if (suspended.length === 0) return [];
  const lasted = round.suspensions.reduce(
    (sum, s) => sum + Math.max(0, Math.min(s.resumedAt ?? ended.at, ended.at) - s.at),
    0,
  );
  return [
    {
      caseId: facts.caseId,
      at: ended.at,
      leftMs: limit.allowed - usedAt(limit, ended.at),
      surplusMs: lasted - (ended.at - limit.bareDue),
      suspensions: suspended.map((c) => c.by.eventId),
      sourceId: state.sourceId,
    },
  ];
}

/** HANG-05: departments that suspended since the last run, over the window that ends with `asOf`. */
export async function scanReasons(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, catalogue } = parts;
  const window = windowOf(parts, loosest(parts, 'HANG-05', 'windowDays', 'most'));
  const departments = await departmentsWithReasons(db, {
    ...parts,
    after: window.after,
    least: loosest(parts, 'HANG-05', 'suspensions'),
  });
  return departments.flatMap(({ department, region, suspensions }) => {
    const reasons = new Map<string, { group: ReasonGroup; cases: string[]; events: string[] }>();
    let inexpressible = 0;
    for (const { reason, at, caseId, eventId, sourceId } of suspensions) {
      const key = reasonKey(reason ?? '');
      if (key === '') {
        if (catalogue.source(sourceId).cannotExpress.includes('suspension.reason')) inexpressible += 1;
        continue;
      }
      const known = reasons.get(key);
      const cases = known?.cases ?? [];
      const events = known?.events ?? [];
      cases.push(caseId);
      events.push(eventId);
      const lastAt = Math.max(known?.group.lastAt ?? 0, at);
      const group = {
        reason: known?.group.reason ?? reason ?? '',
        suspensions: cases.length,
        lastAt,
        cases,
        events,
      };
      reasons.set(key, { group, cases, events });
    }
    return judgeGroup(
      parts,
      boilerplateReasons,
      { reasons: [...reasons.values()].map((r) => r.group), inexpressible },
      {
        subject: { kind: 'department', id: department },
        occurrence: window.today,
        since: window.since,
        whenGone: 'stays',
        place: { region, department, item: null, sourceId: suspensions[0]?.sourceId ?? null },
      },
    );
  });
}
