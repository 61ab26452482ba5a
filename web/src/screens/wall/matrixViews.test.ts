import { describe, expect, it } from 'vitest';
import { region, wallState } from '../../testing/wallState.ts';
import { matrixViews } from './matrixViews.ts';
import { columnGroups, columnPages, regionColumns } from './regionColumns.ts';

const many = wallState({
  departments: Array.from({ length: 35 }, (_, index) => ({
    code: `A-${index}`,
    name: '',
    shortName: '',
    region: 'A',
    kind: `K${index}`,
  })),
  departmentKinds: Array.from({ length: 35 }, (_, order) => ({
    code: `K${order}`,
    name: '',
    shortName: `${order}`,
    order,
  })),
});

describe('matrixViews', () => {
  it('shows every kind on some page, pages of about equal length, and the hours last', () => {
    const views = matrixViews(many, 18, 42);
    expect(views.map((view) => (view.kind === 'departments' ? view.rows.length : view.kind))).toEqual([
      18,
      17,
      'hours',
    ]);
  });

  it('is one page where all fit, and only the hours where there are no offices', () => {
    expect(matrixViews(wallState(), 18, 42).map((view) => view.kind)).toEqual(['departments', 'hours']);
    expect(matrixViews(wallState({ departments: [] }), 18, 42).map((view) => view.kind)).toEqual(['hours']);
  });

  it('turns through the counts on a page of its own', () => {
    const counts = (page: 'departments' | 'hours') =>
      matrixViews(wallState(), 18, 42, page).map((view) => `${view.kind} ${view.metric}`);
    expect(counts('departments')).toEqual([
      'departments submitted',
      'departments overdue',
      'departments concluded',
    ]);
    expect(counts('hours')).toEqual(['hours submitted', 'hours concluded']);
    expect(new Set(matrixViews(many, 18, 2, 'departments').map(({ key }) => key)).size).toBe(6);
  });

  it('has nothing to show before the page is measured', () => {
    expect(matrixViews(many, 0, 0)).toEqual([]);
  });
});

describe('regionColumns', () => {
  const regions = [
    region('city', { kind: 'city', group: '市级', order: 0 }),
    region('b1', { group: '乙', order: 11 }),
    region('a2', { group: '甲', order: 2 }),
    region('a1', { group: '甲', order: 1 }),
    region('b2', { group: '乙', order: 12 }),
  ];

  it('go by group, then order, the city last', () => {
    expect(regionColumns(regions).map((column) => column.name)).toEqual(['a1', 'a2', 'b1', 'b2', 'city']);
    expect(columnGroups(regionColumns(regions)).map((group) => group.size)).toEqual([2, 2, 1]);
  });

  it('turn pages between groups and cut only a group that is wider than a page', () => {
    const names = (most: number) =>
      columnPages(regionColumns(regions), most).map((page) => page.map((column) => column.name).join(' '));
    expect(names(9)).toEqual(['a1 a2 b1 b2 city']);
    expect(names(3)).toEqual(['a1 a2', 'b1 b2 city']);
    expect(names(1)).toEqual(['a1', 'a2', 'b1', 'b2', 'city']);
  });
});
