import type { ReportDocument, ReportTable } from '#contract/reports/reportDocument';

const ranking: ReportTable = {
  id: 'regions',
  sheet: '区县排名',
  caption: '表1　按时办结率排名（到期日期10月1日至31日）',
  columns: [
    { key: 'rank', header: '名次', kind: 'rank', width: 1 },
    { key: 'region', header: '区县', kind: 'text', width: 2 },
    { key: 'n', header: '到期件数', kind: 'count', width: 2 },
    { key: 'rate', header: '按时率（%）', kind: 'share', width: 2 },
    { key: 'interval', header: '95%区间（%）', kind: 'interval', width: 3 },
    { key: 'points', header: '环比（百分点）', kind: 'points', width: 2 },
  ],
  rows: [
    {
      cells: [
        { value: 1 },
        { value: '璧山区' },
        { value: 14_302 },
        { value: 0.9981, figure: { by: 'region', code: '500120', indicator: 'onTimeRate' } },
        { value: [0.9968, 0.9988] },
        { value: 0.0005 },
      ],
    },
    { tone: 'gap', cells: [{ value: '第2名至第39名见附表1' }] },
    {
      tone: 'red',
      cells: [
        { value: 40 },
        { value: '酉阳县' },
        { value: 4633 },
        { value: 0.9769 },
        { value: [0.9722, 0.9809] },
        { value: -0.0046 },
      ],
    },
    {
      tone: 'muted',
      cells: [
        { value: null },
        { value: '=HYPERLINK("x")' },
        { value: 26 },
        { value: 1 },
        { value: [0.8713, 1] },
        { value: null },
      ],
    },
  ],
  notes: ['注：并列者名次相同；不足30件列出但不排名。'],
};

const groups: ReportTable = {
  id: 'volume',
  sheet: '各区县: 主要[指标]',
  caption: '各区县主要指标',
  columns: [
    { key: 'region', header: '区县', kind: 'text', width: 2 },
    ...['办件量', '时效', '疑点', '督办', '评价'].flatMap((group) =>
      ['本期', '环比', '上期'].map((header, index) => ({
        key: `${group}${index}`,
        header,
        group,
        kind: index === 1 ? ('change' as const) : ('count' as const),
        width: 1,
      })),
    ),
    { key: 'day', header: '截至', kind: 'day', width: 2 },
  ],
  rows: Array.from({ length: 30 }, (_, nth) => ({
    cells: [
      { value: `区县${nth + 1}` },
      ...Array.from({ length: 15 }, (_column, index) => ({
        value: index % 3 === 1 ? 0.032 : 1_000_000 + nth,
      })),
      { value: '2026-10-31' },
    ],
  })),
  notes: [],
};

/** A small report with every kind of block, in Chinese: one table in groups that needs a page on its side. */
export const smallReport: ReportDocument = {
  language: 'zh',
  fileName: '2026年10月通报',
  masthead: {
    title: '政务服务效能监管通报',
    number: '2026年第10期（总第22期）',
    office: '市政务服务效能督查室',
    date: '2026年11月13日',
  },
  watermark: null,
  title: '2026年10月全市政务服务效能监管情况',
  addressee: '各区县（自治县）人民政府，市级各部门：',
  blocks: [
    {
      kind: 'paragraph',
      runs: [
        { text: '10月，按承诺时限的按时办结率为' },
        { text: '99.12%', figure: { by: 'all', code: '', indicator: 'onTimeRate' } },
        { text: '，环比提高0.08个百分点 & “同比”<提高>。' },
      ],
    },
    { kind: 'heading', level: 1, text: '一、区县按时办结率' },
    { kind: 'heading', level: 2, text: '（一）排名' },
    { kind: 'table', table: ranking },
    {
      kind: 'chart',
      chart: {
        id: 'bars',
        kind: 'bars',
        caption: '图1　经核实的问题',
        description: '超承诺1284件，事后补录812件。',
        unit: 'count',
        bars: [
          { label: '超承诺', value: 1284 },
          { label: '事后补录', value: 812 },
        ],
        horizontal: true,
      },
    },
    { kind: 'note', text: '本期数据截至10月31日。' },
  ],
  annexes: [
    { title: '附表1', blocks: [{ kind: 'table', table: groups }] },
    {
      title: '附件2　指标说明',
      blocks: [{ kind: 'paragraph', runs: [{ text: '按时办结率：到期办件中按时办结的比例。' }] }],
    },
  ],
  signature: { office: '市政务服务效能督查室', date: '2026年11月13日' },
  imprint: ['统计期间：2026-10-01至2026-10-31', `数据快照SHA-256：${'ab'.repeat(32)}`],
};
