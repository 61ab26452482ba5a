/** What a source's score is made of. */
export const qualityParts = [
  'lag',
  'order',
  'duplicates',
  'rejects',
  'codes',
  'unopened',
  'clock',
  'identity',
  'fields',
  'silence',
] as const;
export type QualityPart = (typeof qualityParts)[number];

export const qualityNames: Readonly<Record<'zh' | 'en', Readonly<Record<QualityPart, string>>>> = {
  zh: {
    lag: '时效性（95% 的事件在此时间内到达）',
    order: '乱序到达',
    duplicates: '重复上报',
    rejects: '不合格被拒收',
    codes: '未知代码',
    unopened: '24 小时仍无事项或部门的办件',
    clock: '时钟超前',
    identity: '身份证号校验不通过',
    fields: '缺少字段',
    silence: '断流（占办公时间）',
  },
  en: {
    lag: 'Lag within which 95 % of events arrive',
    order: 'Arrived out of order',
    duplicates: 'Sent again',
    rejects: 'Refused as invalid',
    codes: 'Unknown codes',
    unopened: 'Cases without item or department after 24 hours',
    clock: 'Clock ahead',
    identity: 'Identity numbers that fail their checksum',
    fields: 'Missing fields',
    silence: 'Silent, of office time',
  },
};
