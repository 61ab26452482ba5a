import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Figure, Figures } from '#contract/reports/indicator';
import { indicatorTable } from '#contract/reports/indicatorTable';
import { reportKinds } from '#contract/reports/reportKind';
import type { FigureSet, ReportSnapshot } from '#contract/reports/snapshot';
import { blockText, documentText } from '../../testing/documentText.ts';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import { documentOf } from './documentOf.ts';

const print = (snapshot: ReportSnapshot, language: 'zh' | 'en' = 'zh') =>
  documentOf(snapshot, {
    language,
    office: '督查室',
    number: null,
    issuedOn: null,
    hash: 'ab'.repeat(32),
    status: 'draft',
  });

/** A place in which nothing has happened yet. */
const nothing = {
  rankings: [],
  findings: [],
  causes: [],
  typical: [],
  work: [],
  items: [],
  trends: [],
  distribution: [],
  silent: [],
  corrections: [],
  scores: null,
} satisfies Partial<ReportSnapshot>;
const whole = (figures: Figures, previous: Figures | null, lastYear: Figures | null): FigureSet => ({
  by: 'all',
  code: '',
  figures,
  previous,
  lastYear,
});

describe('a report of any snapshot', () => {
  test.each(reportKinds)('of a %s in which nothing was reported says so', (kind) => {
    const empty = { ...inventedSnapshot(kind), ...nothing, figures: [whole({}, null, null)] };
    expect(blockText(print(empty).blocks[0]!)).toMatch(/全市没有办件数据。$/);
    expect(blockText(print(empty, 'en').blocks[0]!)).toMatch(/nothing was reported for the city\.$/);
  });

  it('of a first month says once that there is nothing to compare with', () => {
    const snapshot = inventedSnapshot();
    const first = {
      ...snapshot,
      figures: snapshot.figures.map((set) => ({ ...set, previous: null, lastYear: null })),
    };
    const document = print(first);
    expect(blockText(document.blocks[0]!)).toMatch(/上期、上年同期均无数据，本期不作比较。$/);
    expect(documentText(document)).not.toMatch(/环比(增|下|持)|同比(增|下|持|（)/);
  });

  it('of a month after one that was reported in part compares with last year alone, and says why', () => {
    const snapshot = { ...inventedSnapshot(), reportedSince: { previous: '2026-09-17' } };
    const document = print(snapshot);
    expect(blockText(document.blocks[0]!)).toMatch(/已超期1049件。上期数据自9月17日起，本期不作环比。$/);
    expect(documentText(document)).not.toMatch(/环比(增|下|提|降|持|（)|上月名次/);
    expect(documentText(document)).toMatch(/同比增长[\s\S]*同比（百分点）/);
    const english = print(snapshot, 'en');
    expect(blockText(english.blocks[0]!)).toMatch(
      / The previous month was reported only since 17 September 2026 and is not compared with\.$/,
    );
    const trend = document.blocks.flatMap((block) =>
      block.kind === 'chart' && block.chart.kind === 'trend' ? [block.chart] : [],
    )[0]!;
    expect(trend.periods.at(-2)).toBe('2026-09');
    expect(trend.series[0]!.values.slice(-2)).toEqual([null, expect.any(Number)]);
  });

  test.each([
    [{ lastYear: '2025-10-20' }, '上年同期数据自2025年10月20日起，本期不作同比。'],
    [
      { previous: '2026-09-17', lastYear: '2025-10-20' },
      '上期数据自9月17日起，上年同期数据自2025年10月20日起，本期不作比较。',
    ],
    [{ period: '2026-10-20' }, '本期数据自10月20日起。'],
  ])('says of %j what it compares with', (reportedSince, sentence) => {
    const { blocks } = print({ ...inventedSnapshot(), reportedSince });
    expect(blockText(blocks[0]!)).toMatch(new RegExp(`1049件。${sentence}$`));
  });

  it('of a department is about it, and ranks nobody that stands alone', () => {
    const city = inventedSnapshot();
    const code = city.rankings[1]!.rows[0]!.code;
    const own: ReportSnapshot = {
      ...city,
      scope: { by: 'department', code },
      rankings: city.rankings.map((ranking) => ({ ...ranking, rows: ranking.rows.slice(0, 1) })),
    };
    const document = print(own);
    expect(document.title).toBe(`2026年10月${city.names.department[code]!.name}政务服务效能监管情况`);
    expect(document.addressee).toBeNull();
    expect(documentText(document)).not.toContain('红榜');
  });

  it('shows many corrections in an annex, those of the whole and of rankings in the text', () => {
    const snapshot = inventedSnapshot();
    const [one] = snapshot.corrections;
    const many = ['500103', '500104'].flatMap((code) =>
      indicatorTable.map(({ id }) => ({ ...one!, code, indicator: id })),
    );
    const document = print({ ...snapshot, corrections: many });
    const tables = [...document.blocks, ...document.annexes.flatMap(({ blocks }) => blocks)].flatMap(
      (block) => (block.kind === 'table' && block.table.id.endsWith('corrections') ? [block.table] : []),
    );
    expect(tables.map(({ rows }) => rows.length)).toEqual([2, many.length]);
  });
});

const figure = (unit: string): fc.Arbitrary<Figure> =>
  fc
    .oneof(fc.nat(40), fc.nat(2_000_000))
    .chain((n) =>
      unit === 'share'
        ? fc.nat(n).map((hits) => ({ value: n === 0 ? null : hits / n, n, hits }))
        : unit === 'workdays' || unit === 'perThousand'
          ? fc.integer({ min: -500, max: 5_000 }).map((value) => ({ value: n === 0 ? null : value / 97, n }))
          : fc.constant({ value: n, n }),
    );
const anyFigures: fc.Arbitrary<Figures> = fc.record(
  Object.fromEntries(indicatorTable.map(({ id, unit }) => [id, figure(unit)])),
  { requiredKeys: [] },
);

test('whatever the figures, no report is refused by the guard', () => {
  const month = inventedSnapshot();
  fc.assert(
    fc.property(
      anyFigures,
      fc.option(anyFigures),
      fc.option(anyFigures),
      fc.constantFrom('zh' as const, 'en' as const),
      (figures, previous, lastYear, language) => {
        const channel = { ...whole(figures, previous, lastYear), by: 'channel' as const, code: 'web' };
        const one = { ...month, ...nothing, figures: [whole(figures, previous, lastYear), channel] };
        expect(print(one, language).blocks.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 40, seed: 7 },
  );
});
