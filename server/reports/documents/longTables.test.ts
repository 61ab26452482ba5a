import { describe, expect, it } from 'vitest';
import type { ReportDocument, ReportTable } from '#contract/reports/reportDocument';
import { manyDepartments } from '../../testing/manyDepartments.ts';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import { asPrinted } from './asPrinted.ts';
import { documentOf } from './documentOf.ts';
import { extractOf } from './extractOf.ts';

const setting = {
  office: '督查室',
  number: null,
  issuedOn: null,
  hash: 'ab'.repeat(32),
  status: 'draft',
} as const;
const month = inventedSnapshot();
const [correction] = month.corrections;
const snapshot = {
  ...manyDepartments(month, 1_266, 400),
  corrections: Array.from({ length: 300 }, (_, nth) => ({
    ...correction!,
    by: 'item' as const,
    code: `I${1000 + nth}`,
  })),
};
const tablesOf = ({ blocks, annexes }: ReportDocument): ReadonlyMap<string, ReportTable> =>
  new Map(
    [...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap((block) =>
      block.kind === 'table' ? [[block.table.id, block.table] as const] : [],
    ),
  );
const told = (of: ReportTable | undefined): unknown[] =>
  of?.rows.flatMap(({ tone, cells }) => (tone === 'gap' ? [cells[0]?.value] : [])) ?? [];

describe('a bulletin of a thousand departments', () => {
  const document = documentOf(snapshot, { ...setting, language: 'zh' });
  const whole = tablesOf(document);
  const printed = tablesOf(asPrinted(document));
  const english = tablesOf(asPrinted(documentOf(snapshot, { ...setting, language: 'en' })));

  it('has them all in its tables, and prints so many as are read', () => {
    const sizes = (tables: typeof whole) =>
      [
        'region-ranking',
        'department-ranking',
        'regionFigures',
        'departmentFigures',
        'items',
        'all-corrections',
      ].map((id) => tables.get(id)?.rows.length);
    expect(sizes(whole)).toEqual([41, 1_266, 42, 1_267, 400, 300]);
    for (const [rows, least, most] of [
      [sizes(printed)[1], 30, 45],
      [sizes(printed)[3], 42, 42],
      [sizes(printed)[4], 41, 41],
      [sizes(printed)[5], 41, 41],
    ]) {
      expect(rows).toBeGreaterThanOrEqual(least!);
      expect(rows).toBeLessThanOrEqual(most!);
    }
    expect(printed.get('region-ranking')).toEqual(whole.get('region-ranking'));
    expect(printed.get('regionFigures')).toEqual(whole.get('regionFigures'));
  });

  it('says in their place how many are left out and where they are', () => {
    const ranking = told(printed.get('department-ranking'));
    expect(ranking).toHaveLength(2);
    expect(ranking[0]).toMatch(/^第1名至第\d+名另有\d+个部门，见Excel版附表$/);
    expect(ranking[1]).toMatch(/^样本不足、不排名的有\d+个部门，见Excel版附表$/);
    expect(told(printed.get('departmentFigures'))).toEqual(['另有1226个部门，见Excel版附表']);
    expect(told(printed.get('items'))).toEqual(['另有360项，见Excel版附表']);
    expect(told(printed.get('all-corrections'))).toEqual(['另有260项，见Excel版附表']);
    expect(told(english.get('departmentFigures'))).toEqual(['Another 1,226 departments, in the Excel file']);
    expect(printed.get('departmentFigures')?.notes.at(-1)).toBe(
      '按办结件数由多到少排列，印发时列前40个，Excel版附表列出全部。',
    );
  });

  it('names nobody among the last while an equal one is left out', () => {
    const { rows = [], leftOut = [] } = whole.get('department-ranking') ?? {};
    const last = rows[leftOut[0]?.to ?? 0]?.cells[0]?.value;
    expect(last).toBeGreaterThan(1);
    expect(rows.slice(0, leftOut[0]?.to).map(({ cells }) => cells[0]?.value)).not.toContain(last);
  });

  it('leaves none of the own units out of an extract', () => {
    const codes = new Set(snapshot.figures.filter(({ by }) => by === 'department').map(({ code }) => code));
    const extract = extractOf(snapshot, (by, code) => by === 'department' && codes.has(code));
    const own = tablesOf(documentOf(extract, { ...setting, language: 'zh' }));
    expect(own.get('department-ranking')?.leftOut).toBeUndefined();
    expect(own.get('departmentFigures')?.leftOut).toBeUndefined();
    expect(own.get('departmentFigures')?.rows).toHaveLength(1_266);
  });
});
