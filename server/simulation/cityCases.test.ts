import { beforeAll, describe, expect, it } from 'vitest';
import { chinesePublishedDays } from '../catalogue/chinesePublishedDays.ts';
import type { CaseScript } from './caseScript.ts';
import { demoItems } from './city/demoItems.ts';
import { cityCases, type CityCases } from './cityCases.ts';
import { cityStream } from './cityStream.ts';
import type { CloudEvent } from './cloudEvent.ts';
import { judgeCase } from './judge/judgeCase.ts';
import type { ExpectedFinding } from './judge/verdict.ts';
import { createOfficeCalendar } from './officeCalendar.ts';
import { plantsPerRow } from './planted/plantCases.ts';
import { dayOf, startOf } from './time.ts';
import type { World } from './world.ts';

const to = Date.parse('2026-11-19T17:40:00+08:00');
const calendar = createOfficeCalendar(chinesePublishedDays().days);
const worldOf = (seed: number): World => ({ seed, from: startOf(dayOf(to) - 60), to, calendar });
const volume = 60;

function tell(
  seed: number,
  onCase?: (script: CaseScript) => void,
): { city: CityCases; events: CloudEvent[] } {
  const world = worldOf(seed);
  const city = cityCases(world, volume, true);
  const range = { bornFrom: dayOf(world.from), bornTo: dayOf(to), after: world.from - 1, until: to };
  return { city, events: [...cityStream(city, range, onCase)] };
}

describe.each([1, 2, 3])('the history of seed %i', (seed) => {
  let events: CloudEvent[];
  const judged: { script: CaseScript; findings: ExpectedFinding[] }[] = [];

  beforeAll(() => {
    const world = worldOf(seed);
    const scripts: CaseScript[] = [];
    const told = tell(seed, (script) => scripts.push(script));
    events = told.events;
    for (const script of scripts)
      judged.push({ script, findings: judgeCase(script, world, told.city.blackouts) });
  }, 60_000);

  it('is told in the order of arrival, and no event twice', () => {
    const arrivals = events.map((event) => Date.parse(event.receivedtime));
    expect(arrivals.every((at, n) => n === 0 || at >= (arrivals[n - 1] ?? 0))).toBe(true);
    expect(new Set(events.map((event) => `${event.source} ${event.subject} ${event.id}`)).size).toBe(
      events.length,
    );
    expect(Math.max(...arrivals)).toBeLessThanOrEqual(to);
  });

  it('lets nothing arrive before it happened', () => {
    expect(events.filter((event) => event.receivedtime < event.time)).toEqual([]);
  });

  it('plants what breaks each rule and what barely does not, 50 of each at the least', () => {
    const counts = new Map<string, number>();
    for (const { script } of judged) {
      if (!script.scenario) continue;
      const { rule, kind } = script.scenario;
      counts.set(`${rule} ${kind}`, (counts.get(`${rule} ${kind}`) ?? 0) + 1);
    }
    expect(counts.size).toBe(24 * 2);
    expect([...counts.values()].every((n) => n >= plantsPerRow && n >= 50)).toBe(true);
  });

  it('finds every planted anomaly by its own arithmetic, and no near miss', () => {
    const wrong = judged.filter(
      ({ script: { scenario }, findings }) =>
        scenario && findings.some(({ rule }) => rule === scenario.rule) !== (scenario.kind === 'planted'),
    );
    expect(wrong.map(({ script }) => script.scenario)).toEqual([]);
  });

  it('has ordinary cases that are clean but for being due soon', () => {
    const found = judged.filter(({ script }) => !script.scenario).flatMap(({ findings }) => findings);
    expect(found.filter(({ rule }) => rule !== 'TIM-01')).toEqual([]);
  });

  it('has cases of every handling, and legitimately fast ones', () => {
    const handlings = new Set(judged.map(({ script }) => script.item.handling));
    expect([...handlings].sort()).toEqual(['auto', 'instant', 'promised']);
    const marks = new Set(
      judged.flatMap(({ script }) =>
        script.events.flatMap(({ data }) => (Array.isArray(data.marks) ? data.marks : [])),
      ),
    );
    for (const mark of ['promise_based', 'pre_service', 'bulk', 'deferred_materials', 'assisted'])
      expect(marks).toContain(mark);
  });
});

describe('the generator', () => {
  it('tells the same story for the same seed, and another for another', () => {
    const one = tell(4).events;
    expect(tell(4).events).toEqual(one);
    expect(tell(5).events[100]).not.toEqual(one[100]);
  }, 60_000);

  it('tells the rest of the story to whoever asks from the end of the history on', () => {
    const world = worldOf(6);
    const whole = {
      bornFrom: dayOf(world.from),
      bornTo: dayOf(to),
      after: world.from - 1,
      until: to + 86_400_000,
    };
    const city = () => cityCases(world, volume, true);
    const rest = [...cityStream(city(), { ...whole, after: to })];
    expect(rest.length).toBeGreaterThan(10);
    expect([...cityStream(city(), whole)].slice(-rest.length)).toEqual(rest);
  }, 60_000);

  it('knows a floor or a promise for every item on which speed is judged', () => {
    const without = demoItems.filter((item) => item.handling === 'promised' && !item.promisedLimit);
    expect(without).toEqual([]);
  });
});
