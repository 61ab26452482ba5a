import { indicatorOf } from '#contract/reports/indicatorTable';
import type { IndicatorId, IndicatorUnit } from '#contract/reports/indicator';
import type { Language } from '#contract/wording/language';

export type Shown = 'value' | 'n' | 'previous' | 'lastYear';

type Headers = Readonly<Partial<Record<IndicatorId, string>>>;

/** Shorter than the figures' names, since groups stand above; others are called by their name. */
const short: Record<Language, Headers> = {
  zh: {
    received: '收件',
    concluded: '办结',
    inProgress: '期末在办',
    overdueOpen: '超期未办结',
    overdueConcluded: '超期办结',
    onTimeRate: '按时率',
    statutoryOnTimeRate: '法定按时率',
    handlingMean: '平均用时',
    flagged: '疑点',
    confirmed: '确认',
    confirmedPerThousand: '每千件确认',
    refuted: '排除',
    undecided: '待核实',
    contested: '申诉未决',
    repliedInTimeRate: '按时答复率',
    rectifiedInTimeRate: '按时整改率',
    daysToClose: '平均销号用时',
    appealed: '申诉',
    appealsWon: '申诉成立',
    onlineRate: '网上申请率',
    rated: '评价',
    goodRate: '好评率',
    goodRateVoluntary: '好评率',
    badRated: '差评',
    defaultRated: '系统默认',
    badCalledBackRate: '按时回访率',
    badRectifiedRate: '按时整改率',
  },
  en: {
    overdueOpen: 'Overdue, open',
    overdueConcluded: 'Overdue, concluded',
    onTimeRate: 'On time',
    statutoryOnTimeRate: 'On time by law',
    handlingMean: 'Mean time',
    inProgress: 'In progress',
    confirmedPerThousand: 'Confirmed per 1,000',
    repliedInTimeRate: 'Replied in time',
    rectifiedInTimeRate: 'Rectified in time',
    onlineRate: 'Online',
    goodRate: 'Good',
    goodRateVoluntary: 'Good',
    badRated: 'Bad',
    defaultRated: 'By default',
    badCalledBackRate: 'Called back',
    badRectifiedRate: 'Rectified',
  },
};

const units: Record<Language, Readonly<Partial<Record<IndicatorUnit, string>>>> = {
  zh: { share: '（%）', workdays: '（工作日）', perThousand: '（条）' },
  en: { share: ' (%)', workdays: ' (working days)' },
};

const observedOn: Record<Language, Headers> = {
  zh: {
    onTimeRate: '到期件数',
    statutoryOnTimeRate: '法定到期',
    repliedInTimeRate: '应答复',
    rectifiedInTimeRate: '应整改',
    onlineRate: '申请件数',
    handlingMean: '承诺件',
    goodRateVoluntary: '评价',
    badRectifiedRate: '到期差评',
  },
  en: {
    onTimeRate: 'Due',
    statutoryOnTimeRate: 'Due by law',
    repliedInTimeRate: 'Replies due',
    rectifiedInTimeRate: 'Rectifications due',
    onlineRate: 'Submitted',
    handlingMean: 'Promised',
    goodRateVoluntary: 'Ratings',
    badRectifiedRate: 'Due',
  },
};

/** The words above a column, with its unit; 环比 and 同比 of shares in percentage points, of counts in per cent. */
export function columnHeader(id: IndicatorId, shows: Shown, unit: IndicatorUnit, language: Language): string {
  const zh = language === 'zh';
  const name = short[language][id] ?? indicatorOf(id).name[language];
  switch (shows) {
    case 'value':
      return `${name}${units[language][unit] ?? ''}`;
    case 'n':
      return observedOn[language][id] ?? `${name}${zh ? '样本' : ', n'}`;
    case 'previous':
    case 'lastYear': {
      const difference = unit === 'share' ? (zh ? '百分点' : 'percentage points') : '%';
      if (zh) return `${shows === 'previous' ? '环比' : '同比'}（${difference}）`;
      return `${shows === 'previous' ? 'On the previous period' : 'On last year'} (${difference})`;
    }
  }
}
