import { dueText, momentText } from '#contract/wording/clockWords';
import { useI18n } from 'vue-i18n';
import { useLanguage } from '../../format/useLanguage.ts';
import type { Report } from '../../api/reports.ts';
import { useNames } from '../../stores/names.ts';
import { periodText } from './periodText.ts';

/** What reports are called, and moments of the office, in the reader's language. */
export function useReportWords() {
  const { t } = useI18n();
  const { language } = useLanguage();
  const names = useNames();

  const words = () => ({ translate: t, language: language.value, timezone: names.timezone });
  const moment = (text: string) => momentText(Date.parse(text), words());
  /** The end of a time: of a whole day as its 24:00. */
  const due = (text: string) => dueText(Date.parse(text), words());
  const period = (of: Report['period']) => periodText(of, language.value, t);
  const place = ({ by, name }: { by: string; name: string }) =>
    by === 'city' || by === 'all' ? t('reports.city') : name;
  const title = ({ kind, period: of }: Pick<Report, 'kind' | 'period'>) =>
    `${t(`reports.kind.${kind}`)} ${period(of)}`;

  return { t, language, moment, due, period, place, title };
}
