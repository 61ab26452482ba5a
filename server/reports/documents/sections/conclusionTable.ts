import type { ReportTable } from '#contract/reports/reportDocument';
import { conclusions, type Conclusion } from '#contract/reports/snapshot';
import { ruleNames } from '#contract/ruleNames';
import { columnWidth } from '../columnWidth.ts';
import type { Paper } from '../paper.ts';

interface Words {
  caption: (span: string) => string;
  sheet: string;
  rule: string;
  by: Readonly<Record<Conclusion, string>>;
  notes: readonly string[];
}
const words: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    caption: (span) => `各规则核实结论（发生日期${span}）`,
    sheet: '核实结论',
    rule: '规则',
    by: {
      confirmed_violation: '违规',
      confirmed_delay: '延误',
      objective_cause: '客观原因',
      data_problem: '数据问题',
      false_alarm: '误报',
      exempt: '豁免',
      appeal_won: '申诉成立',
      withdrawn: '数据更正',
    },
    notes: ['注：单位为条。待核实和申诉未决的不在表内。'],
  },
  en: {
    caption: (span) => `What findings came to, by rule, ${span}`,
    sheet: 'Conclusions',
    rule: 'Rule',
    by: {
      confirmed_violation: 'Violation',
      confirmed_delay: 'Delay',
      objective_cause: 'Objective cause',
      data_problem: 'Data fault',
      false_alarm: 'False alarm',
      exempt: 'Exempt',
      appeal_won: 'Appeal won',
      withdrawn: 'Data mended',
    },
    notes: ['Undecided findings and those under appeal are left out.'],
  },
};

/** Rules by what their findings came to, most first, with the columns that any of them has; null: nothing was decided. */
export function conclusionTable({ snapshot, tongue }: Paper): ReportTable | null {
  const found = snapshot.conclusions ?? [];
  if (found.length === 0) return null;
  const said = words[tongue.language];
  const shown = conclusions.filter((one) => found.some(({ conclusion }) => conclusion === one));
  const rules = [...new Set(found.map(({ rule }) => rule))].map((rule) => {
    const counts = shown.map((one) => countOf(found, rule, one));
    return { rule, counts, n: counts.reduce((sum, count) => sum + count, 0) };
  });
  rules.sort((a, b) => b.n - a.n || (a.rule < b.rule ? -1 : 1));
  return {
    id: 'conclusions',
    sheet: said.sheet,
    caption: said.caption(tongue.span(snapshot.period)),
    columns: [
      { key: 'rule', header: said.rule, kind: 'text', width: 16 },
      ...shown.map((one) => ({
        key: one,
        header: said.by[one],
        kind: 'count' as const,
        width: columnWidth(said.by[one], 8),
      })),
    ],
    rows: rules.map(({ rule, counts }) => ({
      cells: [{ value: ruleNames[tongue.language][rule] }, ...counts.map((value) => ({ value }))],
    })),
    notes: said.notes,
  };
}

const countOf = (
  found: NonNullable<Paper['snapshot']['conclusions']>,
  rule: string,
  conclusion: Conclusion,
): number => found.find((one) => one.rule === rule && one.conclusion === conclusion)?.n ?? 0;
