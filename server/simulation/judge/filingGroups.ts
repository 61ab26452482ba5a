import type { CaseScript } from '../caseScript.ts';
import { sourceOfRegion } from '../city/citySources.ts';
import { day, dayOf, endOf, minute, startOf } from '../time.ts';
import { type CityRecord, groupBy } from './cityRecord.ts';
import { dayClock } from './clock.ts';
import { type GroupExpectation, groupKey } from './groupFinding.ts';
import { readTrail } from './readTrail.ts';

interface Filing {
  script: CaseScript;
  at: number;
  isJoint: boolean;
}

/** Filings of one applicant for one item, in the order of their time. */
function filings({ scripts, world }: CityRecord): Filing[][] {
  const filed = scripts.flatMap((script) => {
    const submitted = readTrail(script, world.to).events.find(({ type }) => type === 'case.submitted');
    const applicant: unknown = submitted?.data.applicant;
    if (!submitted || typeof applicant !== 'object' || applicant === null || !('idNumber' in applicant))
      return [];
    const key = `${script.item.code}/${String(applicant.idNumber)}`;
    return [{ key, script, at: submitted.at, isJoint: submitted.data.parentCase !== undefined }];
  });
  const groups = groupBy(filed, ({ key }) => key).values();
  return [...groups].map((group) =>
    group.sort((a, b) => a.at - b.at || (a.script.number < b.script.number ? -1 : 1)),
  );
}

/** END-01: returned with a working day left at the most, half of its limit used, and filed again by the next one. */
export function returnedAndFiled(record: CityRecord): GroupExpectation[] {
  const { calendar, to } = record.world;
  return filings(record).flatMap((group) =>
    group.flatMap(({ script }, n): GroupExpectation[] => {
      const trail = readTrail(script, to);
      const { acceptedAt, concluded } = trail;
      const { promisedLimit, handling } = script.item;
      if (concluded?.data.outcome !== 'returned' || handling !== 'promised') return [];
      if (promisedLimit?.unit !== 'workday' || acceptedAt === undefined) return [];
      const due = dayClock(promisedLimit.value, acceptedAt, trail, calendar, to).dueAt;
      const left = calendar.legalTime(concluded.at, due);
      const whole = calendar.legalTime(endOf(dayOf(acceptedAt)), due);
      if (concluded.at > due || left > day || left > whole / 2) return [];
      const until = startOf(calendar.workdayAfter(dayOf(concluded.at), 1) + 1);
      const isAgain = group.slice(n + 1).some(({ at }) => at >= concluded.at && at < until);
      return isAgain ? [{ caseId: groupKey('case', script.number), rule: 'END-01', severity: 'query' }] : [];
    }),
  );
}

/** VOL-02: one matter told by two sources within a minute. */
export function filedTwice(record: CityRecord): GroupExpectation[] {
  return filings(record).flatMap((group) =>
    group.flatMap((later, n): GroupExpectation[] => {
      const uri = sourceOfRegion(later.script.office.region).uri;
      const isSecond = group
        .slice(0, n)
        .some(
          (earlier) =>
            sourceOfRegion(earlier.script.office.region).uri !== uri &&
            later.at - earlier.at <= minute &&
            !earlier.isJoint,
        );
      if (!isSecond || later.isJoint) return [];
      return [{ caseId: groupKey('case', later.script.number), rule: 'VOL-02', severity: 'info' }];
    }),
  );
}

const noCases = ['query', 'booking', 'payment'];

/** VOL-01: ten cases of a department's day or more, a tenth of them at the least, are called something else. */
export function countedDays({ scripts, world }: CityRecord): GroupExpectation[] {
  const counted = scripts.flatMap((script) => {
    const { events, marks } = readTrail(script, world.to);
    const [first] = events;
    if (!first) return [];
    const department = script.office.code;
    return [{ department, on: dayOf(first.at), isMarked: marks.some((mark) => noCases.includes(mark)) }];
  });
  const days = [...groupBy(counted, ({ department, on }) => `${department} ${String(on)}`).values()];
  const found = days.flatMap((cases) => {
    const marked = cases.filter(({ isMarked }) => isMarked).length;
    return marked >= 10 && marked * 10 >= cases.length ? [cases[0]?.department ?? ''] : [];
  });
  return [...new Set(found)].map((department) => ({
    caseId: groupKey('department', department),
    rule: 'VOL-01',
    severity: 'query',
  }));
}
