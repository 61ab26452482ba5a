import { describe, expect, it } from 'vitest';
import type { ReportDocument, ReportTable } from '#contract/reports/reportDocument';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { documentText } from '../../../testing/documentText.ts';
import { inventedSnapshot } from '../../../testing/reportSnapshots.ts';
import { asPrinted } from '../asPrinted.ts';
import { documentOf } from '../documentOf.ts';
import { guardFigures } from '../guardFigures.ts';

const year = inventedSnapshot('annual_evaluation');
const print = (snapshot: ReportSnapshot): ReportDocument =>
  documentOf(snapshot, {
    language: 'zh',
    office: '督查室',
    number: null,
    issuedOn: null,
    hash: 'ab'.repeat(32),
    status: 'draft',
  });
const tablesOf = ({ blocks, annexes }: ReportDocument): ReadonlyMap<string, ReportTable> =>
  new Map(
    [...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap((block) =>
      block.kind === 'table' ? [[block.table.id, block.table] as const] : [],
    ),
  );

describe('the scores of a year', () => {
  it('are those of the city’s regions, then of its departments, each with what was lost', () => {
    const document = print(year);
    const chapters = document.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    expect(chapters.slice(0, 2)).toEqual(['一、区县考评结果', '二、部门考评结果']);
    const tables = tablesOf(document);
    const departments = year.departmentScores!.rows;
    expect(tables.get('scores')?.rows).toHaveLength(year.scores!.rows.length);
    expect(tables.get('department-scores')?.rows).toHaveLength(departments.length);
    expect(tables.get('department-lost-points')?.rows).toHaveLength(departments.length * 5);
    expect(tables.get('department-scores')?.rows[0]?.cells[1]?.value).toBe(
      year.names.department[departments[0]!.code]!.name,
    );
  });

  it('lead from each lost point to what it was lost for, and are held against the snapshot', () => {
    const document = print(year);
    const tables = tablesOf(document);
    const { code, lost } = year.departmentScores!.rows[0]!;
    const cell = { value: lost.timeliness, figure: { by: 'department', code, indicator: 'timeliness' } };
    expect(tables.get('department-scores')?.rows[0]?.cells[4]).toEqual(cell);
    expect(tables.get('department-lost-points')?.rows[0]?.cells[3]).toEqual(cell);
    const otherwise = {
      ...year,
      departmentScores: {
        ...year.departmentScores!,
        rows: year.departmentScores!.rows.map((row) => ({
          ...row,
          lost: { ...row.lost, timeliness: 0.123 },
        })),
      },
    };
    const wrong = guardFigures(document, otherwise);
    expect(wrong.length).toBe(2 * year.departmentScores!.rows.length);
  });

  it('of a thousand departments are printed as far as they are read, and their grades counted', () => {
    const { rows, evaluation, by } = year.departmentScores!;
    const many = <Of extends { code: string }>(some: readonly Of[]): Of[] =>
      Array.from({ length: 1000 }, (_, i) => ({ ...some[i % some.length]!, code: `D${i}` }));
    const departmentScores = {
      by,
      rows: many(rows),
      evaluation: { ...evaluation, units: many(evaluation.units) },
    };
    const document = print({ ...year, departmentScores });
    const tables = tablesOf(document);
    expect(tables.get('department-scores')?.rows).toHaveLength(1000);
    expect(tables.get('department-lost-points')?.rows).toHaveLength(5000);
    const printed = tablesOf(asPrinted(document));
    expect(printed.get('department-scores')?.rows).toHaveLength(41);
    expect(printed.get('department-scores')?.rows.at(-1)?.cells[0]?.value).toBe('另有960个部门，见Excel版');
    expect(printed.get('department-lost-points')?.rows).toHaveLength(201);
    expect(documentText(document)).toMatch(/标杆（A\+）：\d+个部门。|领先（A）：\d+个部门。/);
  });

  it('of a report without departments of its own are told once', () => {
    const { departmentScores: _, ...issuedBefore } = year;
    const tables = tablesOf(print(issuedBefore));
    expect(tables.has('scores')).toBe(true);
    expect(tables.has('department-scores')).toBe(false);
  });
});
