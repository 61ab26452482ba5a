import type { ReportChart } from '#contract/reports/reportChart';
import type { ReportDocument, ReportTable } from '#contract/reports/reportDocument';

const names =
  '璧山区 南岸区 渝中区 梁平区 渝北区 江北区 九龙坡区 沙坪坝区 北碚区 巴南区 涪陵区 长寿区 江津区 合川区 永川区 南川区 綦江区 大足区 铜梁区 潼南区 荣昌区 开州区 万州区 黔江区 武隆区 城口县 丰都县 垫江县 忠县 云阳县 奉节县 巫山县 巫溪县 石柱县 秀山县 酉阳县 彭水县 两江新区 高新区 大渡口区'.split(
    ' ',
  );
const rateAt = (index: number) => 0.9981 - index * 0.00038 - Math.max(0, index - 34) * 0.0012;

export const intervalsChart: ReportChart = {
  kind: 'intervals',
  id: 'onTime',
  caption: '图1　40个区县和功能区按时办结率及95%区间',
  description: '璧山区最高，为99.81%；大渡口区最低。',
  unit: 'share',
  whole: { label: '全市', value: 0.9912 },
  points: names.map((label, index) => {
    const value = rateAt(index);
    const half = 0.0008 + ((index * 7) % 5) * 0.0006;
    const low = value - half;
    const high = Math.min(1, value + half);
    return {
      label,
      value,
      low,
      high,
      differs: low > 0.9912 || high < 0.9912,
      n: 900 * (1 + ((index * 5) % 11)),
    };
  }),
  first: '第1名',
  last: '第40名',
  legend: '实心为区间不含全市值',
};

const spread = [30, 60, 120, 250, 500, 1000, 2000, 4000, 8000, 12_000, 16_000];
export const funnelChart: ReportChart = {
  kind: 'funnel',
  id: 'funnel',
  caption: '图2　按时办结率漏斗图',
  description: '酉阳县低于99.8%下限。',
  unit: 'share',
  whole: { label: '全市', value: 0.9912 },
  points: names.map((label, index) => {
    const n = 60 + ((index * 377) % 14_000);
    const value = Math.min(1, rateAt(index) + ((index * 13) % 7) * 0.0004);
    return {
      label: label.slice(0, 2),
      value,
      n,
      outside: Math.abs(value - 0.9912) > 3.09 * Math.sqrt(0.00872 / n),
    };
  }),
  limits: spread.map((n) => {
    const sd = Math.sqrt((0.9912 * 0.0088) / n);
    const at = (z: number) => Math.max(0, Math.min(1, 0.9912 + z * sd));
    return { n, low95: at(-1.96), high95: at(1.96), low998: at(-3.09), high998: at(3.09) };
  }),
  nLabel: '到期件数',
};

export const trendChart: ReportChart = {
  kind: 'trend',
  id: 'trend',
  caption: '图3　近12个月按时办结率',
  description: '二月没有数据。',
  unit: 'share',
  periods: Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`),
  series: ['全市', '璧山区', '酉阳县'].map((label, line) => ({
    label,
    values: Array.from({ length: 12 }, (_, month) =>
      month === 1 || (line === 2 && (month === 6 || month === 8))
        ? null
        : 0.991 + line * 0.002 - ((month * (line + 3)) % 5) * 0.0011,
    ),
  })),
};

export const barsChart: ReportChart = {
  kind: 'bars',
  id: 'causes',
  caption: '图4　超期原因',
  description: '材料流转慢最多。',
  unit: 'count',
  horizontal: true,
  bars: [
    ['材料流转慢', 1280],
    ['人员不足', 912],
    ['跨部门协同等待时间过长且没有及时提醒申请人', 455],
    ['系统故障', 101],
    ['其他', 7],
  ].map(([label, value]) => ({ label: String(label), value: Number(value) })),
};

export const distributionChart: ReportChart = {
  kind: 'distribution',
  id: 'days',
  caption: '图5　办理用时分布',
  description: '一半的办件在2个工作日内办结。',
  unit: 'count',
  bins: Array.from({ length: 21 }, (_, day) => ({
    label: day === 20 ? '≥20' : String(day),
    n: Math.round(9000 * Math.exp(-day / 4) + (day === 20 ? 800 : 0)),
  })),
  marks: [
    { label: '中位数 2', bin: 2 },
    { label: '80% 4', bin: 4 },
    { label: '95% 12', bin: 12 },
  ],
};

const figureOf = (code: string) => ({ by: 'region', code, indicator: 'onTimeRate' });
export function printedTable(id: string, rows: number): ReportTable {
  return {
    id,
    sheet: '区县按时办结率',
    caption: '表1　按时办结率排名（办结日期9月1日至30日）',
    columns: [
      { key: 'rank', header: '名次', kind: 'rank', width: 6 },
      { key: 'unit', header: '区县', kind: 'text', width: 12 },
      { key: 'n', header: '办结件数', kind: 'count', width: 9 },
      { key: 'rate', header: '按时率 %', kind: 'share', width: 8 },
      { key: 'interval', header: '95%区间 %', kind: 'interval', width: 14 },
      { key: 'previous', header: '环比', group: '差值（百分点）', kind: 'points', width: 8 },
      { key: 'lastYear', header: '同比', group: '差值（百分点）', kind: 'points', width: 8 },
      { key: 'before', header: '上月名次', kind: 'rank', width: 6 },
    ],
    rows: [
      ...names.slice(0, rows).map((unit, index) => {
        const value = rateAt(index);
        return {
          cells: [
            { value: index + 1 },
            { value: unit },
            { value: 900 * (1 + ((index * 5) % 11)), figure: figureOf(unit) },
            { value, figure: figureOf(unit) },
            { value: [value - 0.001, Math.min(1, value + 0.001)] as const },
            { value: 0.0005 * ((index % 5) - 2) },
            { value: index === 2 ? null : 0.0031 },
            { value: ((index * 3) % 40) + 1 },
          ],
        };
      }),
      { tone: 'gap' as const, cells: [{ value: '第5名至第37名见附表1' }] },
      {
        tone: 'muted' as const,
        cells: [
          { value: null },
          { value: '万盛经开区' },
          { value: 26 },
          { value: 1 },
          { value: [0.8713, 1] as const },
          { value: null },
          { value: null },
          { value: null },
        ],
      },
    ],
    notes: ['注：并列者名次相同。办结件数为承诺件；不足30件为样本不足，列出但不排名。'],
  };
}

/** A bulletin written by hand: every kind of block, of row and of chart, and texts that are hard to break. */
export const printedDocument: ReportDocument = {
  language: 'zh',
  fileName: '2026年9月政务服务效能监管通报',
  masthead: {
    title: '政务服务效能监管通报',
    number: '2026年第9期（总第21期）',
    office: '市政务服务效能督查室',
    date: '2026年10月13日',
  },
  watermark: null,
  title: '2026年9月全市政务服务效能监管情况',
  addressee: '各区县（自治县）人民政府，市级各部门：',
  blocks: [
    {
      kind: 'paragraph',
      runs: [
        { text: '9月，全市收件' },
        { text: '94.62万件', figure: { by: 'all', code: '', indicator: 'received' } },
        {
          text: '，环比增长3.2%，同比增长8.7%。办结承诺件39.81万件，按承诺时限的按时办结率为99.12%，环比提高0.08个百分点，同比提高0.41个百分点。经核实确认超期3503件；申诉146件，撤销62件，不计入本期。',
        },
      ],
    },
    { kind: 'heading', level: 1, text: '一、区县按时办结率' },
    { kind: 'table', table: printedTable('ranking', 4) },
    { kind: 'chart', chart: intervalsChart },
    { kind: 'heading', level: 2, text: '（一）办理用时' },
    {
      kind: 'paragraph',
      runs: [
        { text: '按照《行政许可法》（2019年修正）第四十二条、第四十四条的规定，“受理之日”起算；' },
        { text: '中位数为2个工作日', bold: true },
        {
          text: '，第95百分位为12个工作日。https://example.gov.cn/very/long/address/that/does/not/end/anywhere/soon/at/all.html',
        },
      ],
    },
    { kind: 'chart', chart: distributionChart },
    { kind: 'heading', level: 2, text: '（二）走势' },
    { kind: 'chart', chart: trendChart },
    { kind: 'chart', chart: funnelChart },
    { kind: 'heading', level: 1, text: '二、超期原因' },
    { kind: 'chart', chart: barsChart },
    { kind: 'note', text: '注：一件可有多个原因。' },
  ],
  annexes: [{ title: '附表1', blocks: [{ kind: 'table', table: printedTable('annex', 40) }] }],
  signature: { office: '市政务服务效能督查室', date: '2026年10月13日' },
  imprint: [
    '统计期间：2026年9月1日至9月30日　数据截至：2026年10月10日24:00',
    '校验值（SHA-256）：9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ],
};
