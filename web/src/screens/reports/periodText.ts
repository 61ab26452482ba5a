import type { ReportPeriod } from '#contract/reports/snapshot';
import type { Language } from '#contract/wording/language';

type Translate = (key: string, values: Record<string, string | number>) => string;

const locales = { zh: 'zh-CN', en: 'en-GB' } as const;

/** `2026年9月`, `2026年第47周（11-16 至 11-22）`: a period by its code, in the reader's words. */
export function periodText({ period, from, to }: ReportPeriod, language: Language, t: Translate): string {
  const [year = '', part = '', day] = period.split('-');
  if (part === '') return t('period.year', { year });
  if (part.startsWith('W'))
    return t('period.week', { year, week: Number(part.slice(1)), from: from.slice(5), to: to.slice(5) });
  if (part.startsWith('Q')) return t('period.quarter', { year, quarter: part.slice(1) });
  const said = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day === undefined ? {} : { day: 'numeric' }),
  });
  return said.format(Date.parse(`${from}T00:00:00Z`));
}
