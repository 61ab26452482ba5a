import type { Block, ReportDocument, Run } from '#contract/reports/reportDocument';
import type { Language } from '#contract/wording/language';
import type { Fault, FaultKind } from './fault.ts';
import { enTongue } from './enTongue.ts';
import { guardRun } from './guardRun.ts';
import { guardTable } from './guardTable.ts';
import { guardText } from './guardText.ts';
import { zhTongue } from './zhTongue.ts';

/**
 * Everything that a document says and must not: empty words, 环比 for 同比, per cent for percentage points, directions
 * and amounts that the figures do not bear out, shares without their n. Knows nothing of how the words were made.
 */
export function guardLanguage(document: ReportDocument): Fault[] {
  const { language } = document;
  const around = [document.title, document.addressee ?? '', ...document.imprint];
  return [
    ...around.flatMap((text) => textFaults(document.title, text, language)),
    ...guardBlocks(document.title, document.blocks, language),
    ...document.annexes.flatMap(({ title, blocks }) => guardBlocks(title, blocks, language)),
  ];
}

const textFaults = (place: string, text: string, language: Language): Fault[] =>
  guardText(text, language, false).map((what) => ({ place, text, what }));

function guardBlocks(title: string, blocks: readonly Block[], language: Language): Fault[] {
  let heading = title;
  return blocks.flatMap((block): Fault[] => {
    switch (block.kind) {
      case 'heading':
        heading = block.text;
        return textFaults(heading, block.text, language);
      case 'note':
        return textFaults(heading, block.text, language);
      case 'paragraph':
        return paragraphFaults(block.runs, language).map((fault) => ({ place: heading, ...fault }));
      case 'chart':
        return [block.chart.caption, block.chart.description].flatMap((text) =>
          textFaults(block.chart.caption, text, language),
        );
      case 'table':
        return guardTable(block.table, language).map((fault) => ({ place: block.table.caption, ...fault }));
    }
  });
}

function paragraphFaults(runs: readonly Run[], language: Language): Omit<Fault, 'place'>[] {
  const tongue = language === 'zh' ? zhTongue : enTongue;
  const whole = runs.map(({ text }) => text).join('');
  const faults: [FaultKind, string][] = guardText(whole, language, true).map((what) => [what, whole]);
  if (whole.trim() === '') faults.push(['empty_words', whole]);
  for (const run of runs) {
    if (!run.compares && guardText(run.text, language, false).includes('unproved_comparison'))
      faults.push(['unproved_comparison', run.text]);
    for (const what of guardRun(run)) faults.push([what, run.text]);
    if (run.share && !whole.includes(tongue.number(run.share.n))) faults.push(['missing_n', whole]);
  }
  return faults.map(([what, text]) => ({ what, text }));
}
