import { expect, test } from 'vitest';
import type { ReportTable } from '#contract/reports/reportDocument';
import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { blockText } from '../../../testing/documentText.ts';
import { inventedSnapshot } from '../../../testing/reportSnapshots.ts';
import { documentOf } from '../documentOf.ts';

function annexesOf(snapshot: ReportSnapshot): ReportTable[] {
  const document = documentOf(snapshot, {
    language: 'zh',
    office: '督查室',
    number: null,
    issuedOn: null,
    hash: 'ab'.repeat(32),
    status: 'draft',
  });
  return document.annexes.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])),
  );
}
const kinds: ReportKind[] = ['monthly_bulletin', 'quarterly_analysis', 'annual_evaluation'];

test.each(kinds)('a %s tells the main figures by type of item and by level, the whole first', (kind) => {
  const tables = new Map(annexesOf(inventedSnapshot(kind)).map((table) => [table.id, table]));
  const names = (id: string) => tables.get(id)?.rows.map(({ cells }) => cells[0]?.value);
  expect(names('itemTypes')).toEqual(['全市', '行政许可', '行政给付', '行政确认', '公共服务']);
  expect(names('levels')).toEqual(['全市', '市级', '县级', '乡级', '村级']);
});

test('each stands under two levels of headers, and leads to its cases', () => {
  const snapshot = inventedSnapshot();
  const table = annexesOf(snapshot).find(({ id }) => id === 'itemTypes')!;
  expect(blockText({ kind: 'table', table }).split('\n')[1]).toContain('时限/按时率（%）');
  const licences = snapshot.figures.find(({ by, code }) => by === 'itemType' && code === '01')!;
  const at = table.columns.findIndex(({ key }) => key === 'onTimeRate.value');
  expect(table.rows[1]?.cells[at]).toEqual({
    value: licences.figures.onTimeRate?.value,
    figure: { by: 'itemType', code: '01', indicator: 'onTimeRate' },
  });
});

test('of one level alone there is nothing to tell apart', () => {
  const city = inventedSnapshot();
  const figures = city.figures.filter(({ by, code }) => by !== 'level' || code === '3');
  expect(annexesOf({ ...city, figures }).map(({ id }) => id)).not.toContain('levels');
});
