import type { TypicalCase } from '#contract/reports/snapshot';
import type { Facts } from '#contract/wording/facts';
import { codeName } from '#contract/reports/codeNames';
import { ruleNames } from '#contract/ruleNames';
import { factSentence } from '#contract/wording/factSentence';
import { wordsIn } from '#contract/wording/wordsIn';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';

const words = {
  zh: {
    title: '典型案例',
    told: (n: number, when: string, department: string, item: string, what: string) =>
      `${n}. ${department}办理“${item}”：${what}（${when}）。`,
    cause: (cause: string) => `部门说明的原因：${cause}。`,
    what: (rule: string, sentence: string) =>
      sentence === '' ? rule : sentence.startsWith(rule) ? sentence : `${rule}，${sentence}`,
    note: '注：案例均经核实确认，没有未决申诉；已隐去办件编号、申请人和经办人。',
  },
  en: {
    title: 'Typical cases',
    told: (n: number, when: string, department: string, item: string, what: string) =>
      `${n}. ${department}, "${item}": ${what} (${when}).`,
    cause: (cause: string) => ` Cause given: ${cause}.`,
    what: (rule: string, sentence: string) => (sentence === '' ? rule : `${rule}; ${sentence}`),
    note: 'All were confirmed, with no appeal pending; numbers, applicants and handlers are left out.',
  },
};

/** Confirmed findings without names. */
export function typicalCases(paper: Paper): Section | null {
  const { typical } = paper.snapshot;
  if (typical.length === 0) return null;
  const said = words[paper.tongue.language];
  return {
    title: said.title,
    blocks: [
      ...typical.map((one, i) => paragraph(say`${told(paper, one, i + 1)}`)),
      { kind: 'note', text: said.note },
    ],
  };
}

function told({ name, snapshot, tongue }: Paper, of: TypicalCase, n: number): string {
  const { language } = tongue;
  const said = words[language];
  const sentence = withoutGaps(
    factSentence({ rule: of.rule, facts: namelessFacts(of.evidence) }, wordsIn(language, snapshot.timezone)),
  );
  const what = said.what(ruleNames[language][of.rule], sentence);
  const cause = of.cause === null ? '' : said.cause(codeName('cause', of.cause, language));
  return (
    said.told(n, tongue.day(of.occurredOn), name('department', of.department), name('item', of.item), what) +
    cause
  );
}

/** What a finding rests on, without whoever handled it: sentences that would name them are then not said. */
function namelessFacts(evidence: unknown): Facts {
  const facts =
    typeof evidence === 'object' && evidence !== null && 'facts' in evidence ? evidence.facts : null;
  if (typeof facts !== 'object' || facts === null) return {};
  const said = Object.entries(facts).filter(
    (entry): entry is [string, string | number] =>
      entry[0] !== 'handler' && (typeof entry[1] === 'string' || typeof entry[1] === 'number'),
  );
  return Object.fromEntries(said);
}

/** Screens set a space between Chinese and digits, official papers do not. */
const withoutGaps = (text: string): string =>
  text.replaceAll(/(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, '');
