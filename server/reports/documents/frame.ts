import type { ReportDocument } from '#contract/reports/reportDocument';
import type { Paper } from './paper.ts';

type Frame = Pick<
  ReportDocument,
  'fileName' | 'masthead' | 'watermark' | 'title' | 'addressee' | 'signature'
>;

const words = {
  zh: {
    masthead: {
      daily_scan: '政务服务效能日扫描',
      weekly_dispatch: '政务服务效能周调度',
      monthly_bulletin: '政务服务效能监管通报',
      quarterly_analysis: '政务服务效能季度分析',
      annual_evaluation: '政务服务效能年度考评',
    },
    title: {
      daily_scan: (when: string, place: string) => `${when}${place}政务服务效能日扫描`,
      weekly_dispatch: (when: string, place: string) => `${when}${place}政务服务效能督办调度`,
      monthly_bulletin: (when: string, place: string) => `${when}${place}政务服务效能监管情况`,
      quarterly_analysis: (when: string, place: string) => `${when}${place}政务服务效能分析`,
      annual_evaluation: (when: string, place: string) => `${when}${place}政务服务效能考评结果`,
    },
    week: (when: string, span: string) => `${when}（${span}）`,
    addressee: '各区县（自治县）人民政府，市级各部门：',
    watermark: '征求意见稿',
  },
  en: {
    masthead: {
      daily_scan: 'Daily scan of government services',
      weekly_dispatch: 'Weekly dispatch of government services',
      monthly_bulletin: 'Bulletin on government services',
      quarterly_analysis: 'Quarterly analysis of government services',
      annual_evaluation: 'Annual evaluation of government services',
    },
    title: {
      daily_scan: (when: string, place: string) => `Scan of ${place}, ${when}`,
      weekly_dispatch: (when: string, place: string) => `Follow-up of ${place}, ${when}`,
      monthly_bulletin: (when: string, place: string) =>
        `Efficiency of government services of ${place}, ${when}`,
      quarterly_analysis: (when: string, place: string) =>
        `Efficiency of government services of ${place}, ${when}`,
      annual_evaluation: (when: string, place: string) => `Evaluation of ${place}, ${when}`,
    },
    week: (when: string, span: string) => `${when} (${span})`,
    addressee: 'To all district governments and departments',
    watermark: 'Draft for comment',
  },
};

/** Red head, title, addressee and signature. A kind that is only worked with has no head and addresses nobody. */
export function frameOf({ snapshot, setting, tongue, place }: Paper): Frame {
  const said = words[tongue.language];
  const { kind, period, scope } = snapshot;
  // a week's number says nothing of its days
  const when =
    kind === 'weekly_dispatch'
      ? said.week(tongue.period(period), tongue.span(period))
      : tongue.period(period);
  const title = said.title[kind](when, place);
  const { office, number, issuedOn, status } = setting;
  const date = issuedOn === null ? '' : tongue.day(issuedOn);
  const isWork = kind === 'daily_scan' || kind === 'weekly_dispatch';
  return {
    fileName: title.replaceAll(/[\\/:*?"<>|]/g, '-'),
    masthead: isWork ? null : { title: said.masthead[kind], number: number ?? '', office, date },
    watermark: status === 'issued' ? null : said.watermark,
    title,
    addressee: isWork || scope.by !== 'city' ? null : said.addressee,
    signature: isWork ? null : { office, date },
  };
}
