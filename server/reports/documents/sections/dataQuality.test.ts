import { expect, it, test } from 'vitest';
import type { FigureSet, ReportSnapshot } from '#contract/reports/snapshot';
import { blockText } from '../../../testing/documentText.ts';
import { inventedSnapshot } from '../../../testing/reportSnapshots.ts';
import { paperOf } from '../paper.ts';
import { dataQuality } from './dataQuality.ts';

const month = inventedSnapshot();
const finding = { raised: 9, confirmed: 2, refuted: 0, contested: 0, undecided: 0 } as const;
const findings = [
  { ...finding, rule: 'DAT-01', severity: 'query', dataProblem: 4 },
  { ...finding, rule: 'BKF-01', severity: 'query', dataProblem: 3 },
  { ...finding, rule: 'BKF-01', severity: 'yellow', dataProblem: 3 },
  { ...finding, rule: 'TIM-02', severity: 'yellow', dataProblem: 0 },
] as const;
const whole = (figures: FigureSet['figures'], previous: FigureSet['previous']): FigureSet => ({
  by: 'all',
  code: '',
  figures,
  previous,
  lastYear: null,
});
const now = {
  quarantinedShare: { value: 0.0125, n: 8_000, hits: 100 },
  dataFaultsPerThousand: { value: 0.5, n: 20_000 },
};
const before = {
  quarantinedShare: { value: 0.01, n: 6_000, hits: 60 },
  dataFaultsPerThousand: { value: 0.75, n: 20_000 },
};

function said(snapshot: ReportSnapshot, language: 'zh' | 'en'): string | undefined {
  const setting = {
    language,
    office: '督查室',
    number: null,
    issuedOn: null,
    hash: 'ab'.repeat(32),
    status: 'draft',
  } as const;
  return dataQuality(paperOf(snapshot, setting))?.blocks.map(blockText).join('\n');
}

it('tells what was set aside, the faults that were confirmed, and the rules that found most of them', () => {
  const snapshot = { ...month, findings, figures: [whole(now, before)] };
  expect(said(snapshot, 'zh')).toBe(
    `本期各来源报送数据8000条，因代码不识别、时间过早等原因隔离待补、没有计入的占1.25%，环比提高0.25个百分点。经核实确认的数据问题，每千件办结0.50条，环比减少0.25条。
认定为数据问题的疑点，最多的是：事后补录6条、数据有误4条。`,
  );
  expect(said(snapshot, 'en')).toContain('Of what the sources sent (8,000) 1.25% could not be counted');
});

test('a place that no source reports for alone is told of its faults', () => {
  const { dataFaultsPerThousand } = now;
  const text = said({ ...month, findings: [], figures: [whole({ dataFaultsPerThousand }, null)] }, 'zh');
  expect(text).toBe('经核实确认的数据问题，每千件办结0.50条。');
});

test('where nothing was observed there is no such chapter, nor in an extract', () => {
  expect(said({ ...month, figures: [whole({}, null)] }, 'zh')).toBeUndefined();
  expect(said({ ...month, figures: [] }, 'zh')).toBeUndefined();
});
