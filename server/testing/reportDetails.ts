import type { ReportSnapshot } from '#contract/reports/snapshot';
import { wobble } from './reportFigures.ts';

interface Named {
  code: string;
  name: string;
}

type Details = Pick<
  ReportSnapshot,
  'findings' | 'causes' | 'conclusions' | 'typical' | 'work' | 'items' | 'distribution' | 'silent'
>;

/** What an invented snapshot says beside its figures. */
export function reportDetails(departments: readonly Named[], items: readonly Named[]): Details {
  const department = (i: number): string => departments[i]?.code ?? '';
  const item = (i: number): string => items[i]?.code ?? '';
  return {
    findings: [
      ['TIM-02', 'yellow', 3_211],
      ['TIM-03', 'red', 292],
      ['STEP-01', 'query', 1_204],
      ['FAST-01', 'query', 873],
      ['HANG-03', 'red', 41],
      ['BKF-01', 'query', 1_530],
      ['DAT-01', 'info', 402],
      ['COR-01', 'yellow', 1],
    ].map(([rule, severity, raised]) => {
      const n = Number(raised);
      const part = (share: number): number => Math.floor(n * share);
      const confirmed = part(0.4);
      const refuted = part(0.3);
      const dataProblem = part(0.05);
      const contested = part(0.02);
      return {
        rule: rule as 'TIM-02',
        severity: severity as 'red',
        raised: n,
        confirmed,
        refuted,
        dataProblem,
        contested,
        undecided: n - confirmed - refuted - dataProblem - contested,
      };
    }),
    conclusions: [
      { rule: 'BKF-01', conclusion: 'confirmed_violation', n: 612 },
      { rule: 'BKF-01', conclusion: 'data_problem', n: 76 },
      { rule: 'BKF-01', conclusion: 'false_alarm', n: 459 },
      { rule: 'TIM-02', conclusion: 'appeal_won', n: 62 },
      { rule: 'TIM-02', conclusion: 'confirmed_delay', n: 1_284 },
      { rule: 'TIM-02', conclusion: 'data_problem', n: 160 },
      { rule: 'TIM-02', conclusion: 'exempt', n: 8 },
      { rule: 'TIM-02', conclusion: 'objective_cause', n: 893 },
    ],
    causes: [
      { cause: 'staff_shortage', n: 611 },
      { cause: 'superior', n: 402 },
      { cause: 'system_fault', n: 233 },
      { cause: 'materials', n: 97 },
      { cause: 'handover', n: 54 },
      { cause: 'network', n: 1 },
    ],
    typical: [
      {
        rule: 'TIM-03',
        severity: 'red',
        department: department(8),
        item: item(3),
        occurredOn: '2026-10-14',
        evidence: { facts: { daysOver: 6, basis: 'item' } },
        cause: 'staff_shortage',
      },
      {
        rule: 'HANG-03',
        severity: 'red',
        department: department(9),
        item: item(5),
        occurredOn: '2026-10-21',
        evidence: { facts: { made: 'after_limit' } },
        cause: null,
      },
    ],
    work: departments.slice(0, 12).map(({ code }, i) => ({
      department: code,
      open: { query: 3 + i, yellow: (i * 7) % 11, ...(i % 3 === 0 ? { red: 1 + (i % 4) } : {}) },
      overdueCases: (i * 5) % 17,
      late: i % 4,
      dueThisWeek: (i * 3) % 8,
      oldest:
        i === 11
          ? null
          : {
              flagId: 900 + i,
              rule: 'TIM-02',
              subject: `CQ2026${String(110_000 + i * 37)}`,
              raisedOn: '2026-09-28',
            },
      repeated: i % 3 === 0 ? [{ rule: 'TIM-02', times: 3 + i }] : [],
    })),
    items: items.slice(0, 14).map(({ code }, i) => ({
      item: code,
      n: 40 + i * 61,
      promised: 10,
      statutory: 20,
      p95: i % 3 === 0 ? 11.3 : 2 + wobble(i) * 2.9,
      late: i % 3 === 0 ? Math.ceil((40 + i * 61) / 8) : i % 2,
      advice: i % 3 === 0 ? 'staff' : 'shorten',
    })),
    distribution: Array.from({ length: 21 }, (_, days) => ({
      days,
      n: Math.round(120_000 * Math.exp(-days / 2.3)) + (days === 20 ? 310 : 0),
    })),
    silent: [{ source: 'jt', title: '市交通局业务系统', silentSince: '2026-11-19T02:10:00.000Z' }],
  };
}
