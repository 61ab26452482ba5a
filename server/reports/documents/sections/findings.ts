import type { ReportChart } from '#contract/reports/reportChart';
import type { Block, ReportTable } from '#contract/reports/reportDocument';
import type { RuleFindings } from '#contract/reports/snapshot';
import { codeName } from '#contract/reports/codeNames';
import { ruleNames } from '#contract/ruleNames';
import { wordsIn } from '#contract/wording/wordsIn';
import { columnWidth } from '../columnWidth.ts';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { conclusionTable } from './conclusionTable.ts';

const words = {
  zh: {
    title: '疑点核实',
    none: '本期未发现疑点。',
    most: (list: string) => `经核实确认最多的是：${list}。`,
    noneConfirmed: '本期发现的疑点中，尚未有经核实确认的。',
    one: (rule: string, n: string) => `${rule}${n}`,
    causes: (list: string) => `部门答复所述的原因：${list}。`,
    caption: (span: string) => `各规则发现和核实情况（发生日期${span}）`,
    sheet: '各规则疑点',
    columns: ['规则', '名称', '级别', '发现', '确认', '排除', '数据问题', '申诉未决', '待核实'],
    notes: ['注：单位为条。核实类疑点是对部门的询问，未经确认不作为问题通报。'],
    chart: '经核实确认的问题',
    described: (list: string) => `经核实确认的问题按规则：${list}。`,
  },
  en: {
    title: 'Findings',
    none: 'The rules raised nothing in this period.',
    most: (list: string) => `Most often confirmed: ${list}.`,
    noneConfirmed: 'Nothing that was raised has been confirmed yet.',
    one: (rule: string, n: string) => `${rule} (${n})`,
    causes: (list: string) => `Causes as the departments gave them: ${list}.`,
    caption: (span: string) => `Raised and decided by rule, ${span}`,
    sheet: 'Findings by rule',
    columns: [
      'Rule',
      'Name',
      'Severity',
      'Raised',
      'Confirmed',
      'Refuted',
      'Data fault',
      'Under appeal',
      'Undecided',
    ],
    notes: ['A query is a question to the department, and no finding until it is confirmed.'],
    chart: 'Confirmed findings',
    described: (list: string) => `Confirmed findings by rule: ${list}.`,
  },
};

/** Of each rule what it raised and what became of it. */
export function findings(paper: Paper): Section | null {
  if (paper.isExtract || paper.isEmpty) return null;
  const { language } = paper.tongue;
  const said = words[language];
  const found = paper.snapshot.findings.filter(({ raised }) => raised > 0);
  if (found.length === 0) return { title: said.title, blocks: [paragraph(say`${said.none}`)] };
  const blocks: Block[] = [paragraph(say`${mostConfirmed(paper, found)}${causes(paper)}`)];
  blocks.push({ kind: 'table', table: tableOf(paper, found) });
  const decided = conclusionTable(paper);
  if (decided) blocks.push({ kind: 'table', table: decided });
  const chart = chartOf(paper, found);
  if (chart) blocks.push({ kind: 'chart', chart });
  return { title: said.title, blocks };
}

type Confirmed = Pick<RuleFindings, 'rule' | 'confirmed'>;

/** The rules with the most confirmed findings of all severities, most first, equal ones by their id. */
export function confirmedMost(found: readonly Confirmed[], most: number): Confirmed[] {
  const byRule = new Map<RuleFindings['rule'], number>();
  for (const { rule, confirmed } of found) byRule.set(rule, (byRule.get(rule) ?? 0) + confirmed);
  return [...byRule]
    .map(([rule, confirmed]) => ({ rule, confirmed }))
    .filter(({ confirmed }) => confirmed > 0)
    .sort((a, b) => b.confirmed - a.confirmed || (a.rule < b.rule ? -1 : 1))
    .slice(0, most);
}

function mostConfirmed({ tongue }: Paper, found: readonly RuleFindings[]): string {
  const said = words[tongue.language];
  const top = confirmedMost(found, 3);
  if (top.length === 0) return said.noneConfirmed;
  const one = ({ rule, confirmed }: Confirmed): string =>
    said.one(ruleNames[tongue.language][rule], tongue.count(confirmed, 'flags'));
  return said.most(tongue.list(top.map(one)));
}

function causes({ snapshot, tongue }: Paper): string {
  if (snapshot.causes.length === 0) return '';
  const said = words[tongue.language];
  const one = ({ cause, n }: { cause: string; n: number }): string =>
    said.one(codeName('cause', cause, tongue.language), tongue.count(n, 'flags'));
  return (tongue.language === 'en' ? ' ' : '') + said.causes(tongue.list(snapshot.causes.map(one)));
}

function tableOf({ snapshot, tongue }: Paper, found: readonly RuleFindings[]): ReportTable {
  const { language } = tongue;
  const said = words[language];
  const { translate } = wordsIn(language, snapshot.timezone);
  const keys = [
    'rule',
    'name',
    'severity',
    'raised',
    'confirmed',
    'refuted',
    'dataProblem',
    'contested',
    'undecided',
  ];
  return {
    id: 'findings',
    sheet: said.sheet,
    caption: said.caption(tongue.span(snapshot.period)),
    columns: keys.map((key, i) => ({
      key,
      header: said.columns[i] ?? key,
      kind: i < 3 ? 'text' : 'count',
      width: columnWidth(said.columns[i] ?? key, i === 1 ? 13 : i === 0 ? 10 : 8),
    })),
    rows: found.map((one) => ({
      cells: [
        { value: one.rule },
        { value: ruleNames[language][one.rule] },
        { value: translate(`severity.${one.severity}`, {}) },
        { value: one.raised },
        { value: one.confirmed },
        { value: one.refuted },
        { value: one.dataProblem },
        { value: one.contested },
        { value: one.undecided },
      ],
    })),
    notes: said.notes,
  };
}

function chartOf({ tongue }: Paper, found: readonly RuleFindings[]): ReportChart | null {
  const said = words[tongue.language];
  const bars = confirmedMost(found, 10).map(({ rule, confirmed }) => ({
    label: ruleNames[tongue.language][rule],
    value: confirmed,
  }));
  if (bars.length < 2) return null;
  const list = tongue.list(bars.map(({ label, value }) => `${label} ${value}`));
  return {
    kind: 'bars',
    id: 'confirmed',
    unit: 'count',
    caption: said.chart,
    description: said.described(list),
    bars,
    horizontal: true,
  };
}
