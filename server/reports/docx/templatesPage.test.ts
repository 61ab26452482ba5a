import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Block } from '#contract/reports/reportDocument';
import { packageRoot } from '../../db/packageRoot.ts';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import { documentOf } from '../documents/documentOf.ts';

const page = readFileSync(join(packageRoot, 'docs/report-templates.md'), 'utf8');
const setting = {
  language: 'zh',
  office: '督查室',
  number: null,
  issuedOn: null,
  hash: '',
  status: 'draft',
} as const;
const idOf = (block: Block): string[] =>
  block.kind === 'table' ? [block.table.id] : block.kind === 'chart' ? [block.chart.id] : [];

test('the page of templates names the tables and charts that a monthly bulletin has, and no others', () => {
  const { blocks, annexes } = documentOf(inventedSnapshot('monthly_bulletin'), setting);
  const had = [...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap(idOf);
  const [, sentence = ''] = /A monthly bulletin has the tables([\s\S]*?)\./.exec(page) ?? [];
  const named = [...sentence.matchAll(/`([\w-]+)`/g)].map(([, id = '']) => id);
  expect(named.sort()).toEqual(had.sort());
});
