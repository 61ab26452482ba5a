import { causeNames } from '../causeNames.ts';
import type { Language } from '../wording/language.ts';

/** What codes of GB/T 39046, channels and causes are called in reports. */
const names: Record<Language, Record<'itemType' | 'level' | 'channel' | 'cause', Record<string, string>>> = {
  zh: {
    itemType: {
      '01': '行政许可',
      '02': '行政处罚',
      '03': '行政强制',
      '04': '行政征收',
      '05': '行政给付',
      '06': '行政检查',
      '07': '行政确认',
      '08': '行政奖励',
      '09': '行政裁决',
      '10': '其他行政权力',
      '20': '公共服务',
    },
    level: { 1: '国家级', 2: '省级', 3: '市级', 4: '县级', 5: '乡级', 6: '村级' },
    channel: {
      window: '窗口',
      web: '网站',
      mobile: '移动端',
      self_service: '自助终端',
      terminal: '自助终端',
      phone: '电话',
      post: '邮寄',
      other: '其他',
      '': '未报送',
    },
    cause: causeNames.zh,
  },
  en: {
    itemType: {
      '01': 'licence',
      '02': 'punishment',
      '03': 'coercion',
      '04': 'levy',
      '05': 'payment',
      '06': 'inspection',
      '07': 'confirmation',
      '08': 'reward',
      '09': 'ruling',
      '10': 'other power',
      '20': 'public service',
    },
    level: { 1: 'state', 2: 'province', 3: 'city', 4: 'county', 5: 'town', 6: 'village' },
    channel: {
      window: 'window',
      web: 'web',
      mobile: 'mobile',
      self_service: 'self-service',
      terminal: 'terminal',
      phone: 'phone',
      post: 'post',
      other: 'other',
      '': 'not given',
    },
    cause: causeNames.en,
  },
};

/** A code in words; one that is not known stays as it is. */
export function codeName(
  kind: 'itemType' | 'level' | 'channel' | 'cause',
  code: string,
  language: Language,
): string {
  return names[language][kind][code] ?? code;
}
