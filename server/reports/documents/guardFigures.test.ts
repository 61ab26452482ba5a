import { describe, expect, it } from 'vitest';
import type { Block, ReportDocument } from '#contract/reports/reportDocument';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import { documentOf } from './documentOf.ts';
import { guardFigures } from './guardFigures.ts';
import { refuseFaults } from './refuseFaults.ts';

const snapshot = inventedSnapshot();
const document = documentOf(snapshot, {
  language: 'zh',
  office: '督查室',
  number: null,
  issuedOn: null,
  hash: 'ab'.repeat(32),
  status: 'draft',
});
const withFirst = <Kind extends Block['kind']>(
  kind: Kind,
  change: (block: Extract<Block, { kind: Kind }>) => void,
): ReportDocument => {
  const copy = structuredClone(document);
  const found = copy.blocks.find((block): block is Extract<Block, { kind: Kind }> => block.kind === kind)!;
  change(found);
  return copy;
};

describe('guardFigures', () => {
  it('finds nothing in what was written from the snapshot', () => {
    expect(guardFigures(document, snapshot)).toEqual([]);
  });

  it('finds a sentence that compares with the other period’s value', () => {
    const swapped = withFirst('paragraph', ({ runs }) => {
      const run = runs.find(({ compares }) => compares)!;
      run.compares = { ...run.compares!, with: 'lastYear' };
    });
    expect(guardFigures(swapped, snapshot).map(({ what }) => what)).toEqual(['wrong_figure']);
  });

  it('finds a cell that is not the figure it points at, and one that compares with another period', () => {
    const changed = withFirst('table', ({ table }) => {
      const [first] = table.rows as unknown as { cells: { value: number }[] }[];
      first!.cells[3]!.value += 0.0001;
      first!.cells[5]!.value = first!.cells[6]!.value;
    });
    expect(guardFigures(changed, snapshot).map(({ what }) => what)).toEqual(['wrong_figure', 'wrong_figure']);
  });
});

it('a report with faults is not written, and who ordered it is told where and what to do', () => {
  const fault = { place: '一、时限', text: '收件undefined', what: 'empty_words' as const };
  expect(() => refuseFaults([fault])).toThrow(
    /一、时限: “收件undefined”.*look whether the catalogue names it/,
  );
  expect(() => refuseFaults([])).not.toThrow();
});

it('a department without a name stops the report', () => {
  const broken = structuredClone(snapshot) as {
    names: { region: Record<string, { name: string }> };
  } & typeof snapshot;
  broken.names.region['500103']!.name = 'undefined';
  expect(() =>
    documentOf(broken, {
      language: 'zh',
      office: '督查室',
      number: null,
      issuedOn: null,
      hash: '',
      status: 'draft',
    }),
  ).toThrow(/undefined/);
});
