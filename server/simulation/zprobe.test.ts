import { describe, expect, it } from 'vitest';
import { cityCases } from './cityCases.ts';
import { cityStream } from './cityStream.ts';
import { createOfficeCalendar } from './officeCalendar.ts';
import { judgeCase } from './judge/judgeCase.ts';
import { dayOf, day } from './time.ts';
import { chinesePublishedDays } from '../catalogue/chinesePublishedDays.ts';

describe('probe', () => {
  it('runs', () => {
    const to = Date.parse('2026-11-19T17:40:00+08:00');
    const from = to - 60 * day;
    const world = { seed: 7, from, to, calendar: createOfficeCalendar(chinesePublishedDays().days) };
    const t0 = performance.now();
    const city = cityCases(world, 1500, true);
    console.log('plants', performance.now() - t0);
    let events = 0,
      cases = 0;
    const wrong = new Map<string, number>();
    const bad = new Map<string, string>();
    const counts = new Map<string, number>();
    for (const event of cityStream(
      city,
      { bornFrom: dayOf(from), bornTo: dayOf(to), after: from - day, until: to },
      (script) => {
        cases += 1;
        const findings = judgeCase(script, world, city.blackouts);
        const s = script.scenario;
        for (const f of findings) {
          const key = `${f.rule} ${f.state} ${f.severity}${s ? (s.rule === f.rule ? ' own' : ` by ${s.rule} ${s.kind}: ${s.name}`) : ' ORDINARY'}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        if (!s && findings.some((f) => f.rule === 'TIM-02'))
          bad.set(
            'ord' + String(bad.size % 4),
            JSON.stringify(
              {
                n: script.number,
                i: script.item.name,
                p: script.item.promisedLimit,
                findings,
                ev: script.events.map(
                  (e) =>
                    `${e.type} ${new Date(e.at + 8 * 3600e3).toISOString().slice(5, 19)} ${JSON.stringify(e.data.days ?? e.data.approvedDays ?? '')}`,
                ),
              },
              null,
              1,
            ),
          );
        if (s && findings.some((f) => f.rule === s.rule) !== (s.kind === 'planted')) {
          const key = `${s.rule} ${s.kind} ${s.name}`;
          wrong.set(key, (wrong.get(key) ?? 0) + 1);
          bad.set(
            key,
            JSON.stringify(
              {
                n: script.number,
                i: script.item.name,
                p: script.item.promisedLimit,
                findings,
                ev: script.events.map(
                  (e) =>
                    `${e.type} ${new Date(e.at + 8 * 3600e3).toISOString().slice(5, 19)} ${new Date(e.arrives + 8 * 3600e3).toISOString().slice(5, 19)} ${String(e.data.step ?? '')}`,
                ),
              },
              null,
              1,
            ),
          );
        }
      },
    )) {
      events += 1;
      void event;
    }
    console.log({ cases, events, ms: performance.now() - t0 });
    console.log(
      [...counts]
        .sort()
        .map(([k, v]) => `${v} ${k}`)
        .join('\n'),
    );
    console.log('WRONG', [...wrong]);
    for (const [k, v] of [...bad].slice(0, 6)) console.log(k, v);
    expect(events).toBeGreaterThan(0);
  }, 60000);
});
