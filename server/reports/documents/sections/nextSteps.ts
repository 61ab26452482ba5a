import { localClock } from '#contract/wording/localClock';
import { ruleNames } from '#contract/ruleNames';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { confirmedMost } from './findings.ts';

const words = {
  zh: {
    title: '下一步工作',
    none: '本期数据没有需要专门部署的事项。',
    black: (list: string) => `列入黑榜的${list}，逐件核实超期原因，提出整改措施。`,
    rules: (list: string) => `各单位对照经核实确认最多的${list}，自查同类办件。`,
    rectify: (n: string) => `整改到期未完成的${n}，责任部门尽快完成并提交佐证。`,
    reply: (n: string) => `到期未答复的疑点${n}，责任部门尽快答复。`,
    undecided: (n: string) => `待核实的疑点${n}，督查单位抓紧核实认定。`,
    contested: (n: string) => `申诉未决的${n}，督查单位抓紧作出决定。`,
    silent: (title: string, since: string) => `${title}自${since}起没有报送数据，请恢复报送并补报。`,
    numbered: (n: number, text: string) => `${n}. ${text}`,
  },
  en: {
    title: 'Next steps',
    none: 'The figures of this period call for no particular step.',
    black: (list: string) =>
      `On the black list: ${list}. Each late case is to be verified, and measures proposed.`,
    rules: (list: string) =>
      `Most often confirmed: ${list}. Every unit is to check its own cases for the same.`,
    rectify: (n: string) =>
      `Rectifications that were due and are not done (${n}) are to be finished, with evidence.`,
    reply: (n: string) => `Flags whose reply is overdue (${n}) are to be answered.`,
    undecided: (n: string) => `Flags not yet decided (${n}) are to be verified by the inspectors.`,
    contested: (n: string) => `Appeals not yet decided (${n}) are to be decided.`,
    silent: (title: string, since: string) =>
      `${title} has reported nothing since ${since}; it is to resume, and to send what is missing.`,
    numbered: (n: number, text: string) => `${n}. ${text}`,
  },
};

/** What the figures themselves call for; nothing that they do not show. */
export function nextSteps(paper: Paper): Section | null {
  if (paper.isExtract || paper.isEmpty) return null;
  const said = words[paper.tongue.language];
  const steps = [...blackLists(paper), ...rules(paper), ...openWork(paper), ...silence(paper)];
  if (steps.length === 0) return { title: said.title, blocks: [paragraph(say`${said.none}`)] };
  return {
    title: said.title,
    blocks: steps.map((step, i) => paragraph(say`${said.numbered(i + 1, step)}`)),
  };
}

function blackLists({ snapshot, tongue, name }: Paper): string[] {
  return snapshot.rankings
    .filter(({ black }) => black.length > 0)
    .map(({ by, black }) => words[tongue.language].black(tongue.list(black.map((code) => name(by, code)))));
}

function rules({ snapshot, tongue }: Paper): string[] {
  const top = confirmedMost(snapshot.findings, 3).map(({ rule }) => ruleNames[tongue.language][rule]);
  return top.length === 0 ? [] : [words[tongue.language].rules(tongue.list(top))];
}

function openWork({ figure, tongue }: Paper): string[] {
  const said = words[tongue.language];
  const missed = (id: 'rectifiedInTimeRate' | 'repliedInTimeRate'): number => {
    const now = figure('all', '', id)?.now;
    return now?.hits === undefined ? 0 : now.n - now.hits;
  };
  const open = (id: 'undecided' | 'contested'): number => figure('all', '', id)?.now.value ?? 0;
  const steps: [number, (n: string) => string][] = [
    [missed('repliedInTimeRate'), said.reply],
    [missed('rectifiedInTimeRate'), said.rectify],
    [open('undecided'), said.undecided],
    [open('contested'), said.contested],
  ];
  return steps.filter(([n]) => n > 0).map(([n, step]) => step(tongue.count(n, 'flags')));
}

function silence({ snapshot, tongue }: Paper): string[] {
  return snapshot.silent.map(({ title, silentSince }) => {
    const { day, minute } = localClock(Date.parse(silentSince), snapshot.timezone, tongue.language);
    return words[tongue.language].silent(title, `${tongue.day(day)} ${minute}`);
  });
}
