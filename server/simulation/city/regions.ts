import type { RegionInput } from './catalogueInput.ts';

export const cityCode = '500000';

type Row = [
  code: string,
  name: string,
  shortName: string,
  tile: [column: number, row: number],
  weight: number,
];

/** Districts and counties by GB/T 2260, on a grid that keeps neighbours and compass directions recognisable. */
const divisions: Record<string, Row[]> = {
  中心城区: [
    ['500103', '渝中区', '渝中', [3, 5], 5],
    ['500104', '大渡口区', '大渡口', [3, 6], 3],
    ['500105', '江北区', '江北', [4, 4], 6],
    ['500106', '沙坪坝区', '沙坪坝', [3, 4], 7],
    ['500107', '九龙坡区', '九龙坡', [2, 5], 8],
    ['500108', '南岸区', '南岸', [4, 5], 6],
    ['500109', '北碚区', '北碚', [3, 3], 4],
    ['500112', '渝北区', '渝北', [4, 3], 10],
    ['500113', '巴南区', '巴南', [4, 6], 6],
  ],
  主城新区: [
    ['500102', '涪陵区', '涪陵', [5, 4], 5],
    ['500115', '长寿区', '长寿', [5, 3], 4],
    ['500116', '江津区', '江津', [2, 6], 6],
    ['500117', '合川区', '合川', [2, 3], 5],
    ['500118', '永川区', '永川', [1, 5], 5],
    ['500119', '南川区', '南川', [5, 5], 3],
    ['500110', '綦江区', '綦江', [4, 7], 4],
    ['500111', '大足区', '大足', [0, 4], 4],
    ['500120', '璧山区', '璧山', [2, 4], 4],
    ['500151', '铜梁区', '铜梁', [1, 4], 3],
    ['500152', '潼南区', '潼南', [1, 3], 3],
    ['500153', '荣昌区', '荣昌', [0, 5], 3],
  ],
  渝东北: [
    ['500101', '万州区', '万州', [7, 2], 7],
    ['500154', '开州区', '开州', [7, 1], 5],
    ['500155', '梁平区', '梁平', [6, 2], 3],
    ['500229', '城口县', '城口', [8, 0], 1],
    ['500230', '丰都县', '丰都', [6, 4], 3],
    ['500231', '垫江县', '垫江', [6, 3], 3],
    ['500233', '忠县', '忠县', [7, 3], 3],
    ['500235', '云阳县', '云阳', [8, 1], 4],
    ['500236', '奉节县', '奉节', [9, 1], 4],
    ['500237', '巫山县', '巫山', [10, 1], 2],
    ['500238', '巫溪县', '巫溪', [9, 0], 2],
  ],
  渝东南: [
    ['500114', '黔江区', '黔江', [8, 5], 3],
    ['500156', '武隆区', '武隆', [6, 5], 2],
    ['500240', '石柱土家族自治县', '石柱', [7, 4], 2],
    ['500241', '秀山土家族苗族自治县', '秀山', [8, 7], 3],
    ['500242', '酉阳土家族苗族自治县', '酉阳', [8, 6], 3],
    ['500243', '彭水苗族土家族自治县', '彭水', [7, 5], 2],
  ],
};

type ZoneRow = [...Row, overlaps: string[]];

/** Functional zones are supervised but are no divisions; what they overlap is for display only. */
const zones: ZoneRow[] = [
  ['500A01', '两江新区', '两江', [0, 7], 7, ['500112', '500105', '500109']],
  ['500A02', '重庆高新区', '高新', [1, 7], 4, ['500107', '500106', '500116', '500109', '500120']],
  ['500A03', '万盛经开区', '万盛', [2, 7], 2, ['500110']],
];

const city: Row = [cityCode, '重庆市', '市级', [3, 7], 9];

const record = (row: Row, rest: Pick<RegionInput, 'kind' | 'overlaps' | 'group' | 'order'>): RegionInput => {
  const [code, name, shortName, tile] = row;
  return { code, name, shortName, tile, ...rest, ...(code === cityCode ? {} : { parent: cityCode }) };
};

const groups = Object.entries(divisions);

export const regions: RegionInput[] = [
  record(city, { kind: 'city', overlaps: [], group: '市级', order: 0 }),
  ...groups.flatMap(([group, rows], g) =>
    rows.map((row, n) => record(row, { kind: 'division', overlaps: [], group, order: (g + 1) * 100 + n })),
  ),
  ...zones.map(([code, name, shortName, tile, weight, overlaps], n) =>
    record([code, name, shortName, tile, weight], {
      kind: 'zone',
      overlaps,
      group: '功能区',
      order: 500 + n,
    }),
  ),
];

/** How busy a region's offices are, relative to one another. */
export const regionWeights: ReadonlyMap<string, number> = new Map(
  [city, ...groups.flatMap(([, rows]) => rows), ...zones].map((row) => [row[0], row[4]]),
);
