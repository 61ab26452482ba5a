import type { Block, Column, ReportTable } from '#contract/reports/reportDocument';
import type { WorkList } from '#contract/reports/snapshot';
import { severities, type Severity } from '#contract/rule';
import { ruleNames } from '#contract/ruleNames';
import { wordsIn } from '#contract/wording/wordsIn';
import { behindFirst, firstPrinted } from '../longTable.ts';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';

const words = {
  zh: {
    title: '各部门待办',
    none: '各部门没有待办的疑点和超期办件。',
    caption: '各部门待办情况',
    department: '部门',
    overdue: '超期未办结（件）',
    late: '逾期未办（条）',
    due: '一周内到期（条）',
    oldestDay: '最早发现',
    open: '未销号疑点（条）',
    notes: ['注：逾期未办指答复或者整改期限已过；一周内到期指答复或者整改期限在七日内到期。'],
    gap: (n: string) => `另有${n}，见Excel版`,
    cut: (printed: number) => `待办多的列在前，印发时列前${printed}个，Excel版列出全部。`,
    lists: '部门任务单',
    told: (department: string, open: string[]) => `${department}：${open.join('，')}。`,
    openFlags: (list: string) => `未销号疑点${list}`,
    overdueCases: (n: string) => `超期未办结${n}`,
    lateFlags: (n: string) => `逾期未答复或者未整改${n}`,
    dueFlags: (n: string) => `一周内到期${n}`,
    nothing: '没有待办',
    oldest: (day: string, rule: string, subject: string) => `最早的是${day}发现的${rule}（${subject}）。`,
    repeated: (rule: string, times: string) => `近30日“${rule}”经确认${times}。`,
  },
  en: {
    title: 'Open work by department',
    none: 'No department has open flags or overdue cases.',
    caption: 'Open work by department',
    department: 'Department',
    overdue: 'Overdue cases',
    late: 'Past their limit',
    due: 'Due within a week',
    oldestDay: 'Oldest raised on',
    open: 'Open flags',
    notes: [
      'Past their limit: replies or rectifications that were due. Due within a week: those that will be.',
    ],
    gap: (n: string) => `Another ${n}, in the Excel file`,
    cut: (printed: number) =>
      `Those that owe most come first. Printed are ${printed}; the Excel file has all.`,
    lists: 'Work lists',
    told: (department: string, open: string[]) => `${department}: ${open.join('; ')}.`,
    openFlags: (list: string) => `open flags: ${list}`,
    overdueCases: (n: string) => `overdue: ${n}`,
    lateFlags: (n: string) => `past their limit: ${n}`,
    dueFlags: (n: string) => `due within a week: ${n}`,
    nothing: 'nothing open',
    oldest: (day: string, rule: string, subject: string) =>
      ` Oldest: ${rule}, raised on ${day} (${subject}).`,
    repeated: (rule: string, times: string) => ` "${rule}" was confirmed ${times} in 30 days.`,
  },
};

/** What every department has open, in one table. */
export function openWork(paper: Paper): Section {
  const said = words[paper.tongue.language];
  const blocks: Block[] =
    paper.snapshot.work.length === 0
      ? [paragraph(say`${said.none}`)]
      : [{ kind: 'table', table: workTable(paper) }];
  return { title: said.title, blocks };
}

/** A list of its own for every department. */
export function workLists(paper: Paper): Section | null {
  const { work } = paper.snapshot;
  if (work.length === 0) return null;
  return {
    title: words[paper.tongue.language].lists,
    blocks: work.map((list) => paragraph(say`${listOf(paper, list)}`)),
  };
}

const shown = severities.toReversed().filter((severity) => severity !== 'info');

function listOf({ name, snapshot, tongue }: Paper, of: WorkList): string {
  const { language } = tongue;
  const said = words[language];
  const { translate } = wordsIn(language, snapshot.timezone);
  const flags = (n: number): string => tongue.count(n, 'flags');
  const open = shown.flatMap((severity) => {
    const n = of.open[severity] ?? 0;
    const level = translate(`severity.${severity}`, {});
    return n === 0 ? [] : [language === 'zh' ? `${level}${flags(n)}` : `${level.toLowerCase()} ${n}`];
  });
  const parts = [
    open.length === 0 ? '' : said.openFlags(tongue.list(open)),
    of.overdueCases === 0 ? '' : said.overdueCases(tongue.count(of.overdueCases, 'cases')),
    of.late === 0 ? '' : said.lateFlags(flags(of.late)),
    of.dueThisWeek === 0 ? '' : said.dueFlags(flags(of.dueThisWeek)),
  ].filter((part) => part !== '');
  const line = said.told(name('department', of.department), parts.length === 0 ? [said.nothing] : parts);
  const oldest =
    of.oldest &&
    said.oldest(tongue.day(of.oldest.raisedOn), ruleNames[language][of.oldest.rule], of.oldest.subject);
  const repeated = of.repeated.map(({ rule, times }) =>
    said.repeated(ruleNames[language][rule], tongue.count(times, 'times')),
  );
  return [line, oldest ?? '', ...repeated].join('');
}

function workTable({ name, snapshot, tongue, isExtract }: Paper): ReportTable {
  const said = words[tongue.language];
  const gap = (left: number): string => said.gap(tongue.count(left, 'departments'));
  const leftOut = isExtract ? null : behindFirst(snapshot.work.length, gap);
  const { translate } = wordsIn(tongue.language, snapshot.timezone);
  const level = (severity: Severity): Column => ({
    key: severity,
    header: translate(`severity.${severity}`, {}),
    group: said.open,
    kind: 'count',
    width: 7,
  });
  return {
    id: 'work',
    sheet: said.caption,
    caption: said.caption,
    columns: [
      { key: 'department', header: said.department, kind: 'text', width: 18 },
      ...shown.map(level),
      { key: 'overdue', header: said.overdue, kind: 'count', width: 9 },
      { key: 'late', header: said.late, kind: 'count', width: 9 },
      { key: 'due', header: said.due, kind: 'count', width: 9 },
      { key: 'oldest', header: said.oldestDay, kind: 'day', width: 10 },
    ],
    rows: snapshot.work.map((of) => ({
      cells: [
        { value: name('department', of.department) },
        ...shown.map((severity) => ({ value: of.open[severity] ?? 0 })),
        { value: of.overdueCases },
        { value: of.late },
        { value: of.dueThisWeek },
        { value: of.oldest?.raisedOn ?? null },
      ],
    })),
    ...(leftOut ? { leftOut } : {}),
    notes: [...said.notes, ...(leftOut ? [said.cut(firstPrinted)] : [])],
  };
}
