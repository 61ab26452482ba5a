import { defaultSourceSettings, type SourceSettings } from '#contract/source';
import { regions } from './regions.ts';

/** A system of the demo city that reports. `steady`: its line never fails. */
export interface CitySource {
  name: string;
  uri: string;
  title: string;
  settings: SourceSettings;
  regions: readonly string[];
  steady: boolean;
}

type Row = [
  name: string,
  title: string,
  regions: string,
  rest?: { steady?: false; cannotExpress?: string[] },
];

const rows: Row[] = [
  ['city', '市级审批平台', '市级'],
  ['yuzhong', '中心城区西部平台', '渝中 大渡口 沙坪坝 九龙坡'],
  ['jiangbei', '中心城区东部平台', '江北 南岸 巴南'],
  ['yubei', '渝北北碚平台', '渝北 北碚'],
  ['zones', '功能区平台', '两江 高新 万盛'],
  ['jiangjin', '渝西片区平台', '江津 永川 荣昌 大足'],
  ['hechuan', '渝西北片区平台', '合川 铜梁 潼南 璧山', { steady: false }],
  // its suspension table has no column for the kind
  ['fuling', '涪陵片区平台', '涪陵 长寿 南川 綦江', { cannotExpress: ['suspension.kind'] }],
  ['wanzhou', '万州片区平台', '万州 开州 梁平 忠县'],
  ['sanxia', '三峡库区平台', '城口 云阳 奉节 巫山 巫溪', { steady: false }],
  ['dianjiang', '丰垫石平台', '丰都 垫江 石柱', { steady: false }],
  ['wuling', '武陵山区平台', '黔江 武隆 秀山 酉阳 彭水', { steady: false }],
];

const codes = new Map(regions.map((region) => [region.shortName, region.code]));

export const departmentSources: readonly CitySource[] = rows.map(([name, title, names, rest = {}]) => ({
  name,
  title,
  uri: `/cq/${name}`,
  regions: names.split(' ').map((shortName) => codes.get(shortName) ?? shortName),
  steady: rest.steady ?? true,
  settings: { ...defaultSourceSettings, cannotExpress: rest.cannotExpress ?? [] },
}));

/** 好差评: one system rates the cases of the whole city. */
export const ratingSource: CitySource = {
  name: 'ratings',
  title: '好差评平台',
  uri: '/cq/ratings',
  regions: regions.map((region) => region.code),
  steady: true,
  settings: defaultSourceSettings,
};

export const citySources: readonly CitySource[] = [...departmentSources, ratingSource];

const byRegion = new Map(
  departmentSources.flatMap((source) => source.regions.map((region) => [region, source])),
);

/** The system that reports for a region's departments. */
export function sourceOfRegion(region: string): CitySource {
  const source = byRegion.get(region);
  if (!source) throw new Error(`no source reports for region ${region}`);
  return source;
}
