import { ageText } from '#contract/wording/ageText';
import { isLetterCode } from '#contract/wording/codeWords';
import { momentText } from '#contract/wording/clockWords';
import { useI18n } from 'vue-i18n';
import { useLanguage } from '../../format/useLanguage.ts';
import { useNames } from '../../stores/names.ts';

/** Times and shares as these pages say them. */
export function useFeedText() {
  const { t } = useI18n();
  const { language } = useLanguage();
  const names = useNames();

  const moment = (at: string | null): string =>
    at === null
      ? ''
      : momentText(Date.parse(at), { translate: t, language: language.value, timezone: names.timezone });
  const ago = (at: string | null, now: number): string =>
    at === null ? t('feed.never') : t('feed.ago', { age: ageText(t, now - Date.parse(at)) });
  const seconds = (value: number | null): string => (value === null ? '–' : ageText(t, value * 1000));
  const share = (part: number, of: number): string =>
    of === 0 ? '–' : `${Math.round((1000 * part) / of) / 10}%`;

  /** Why an event was refused. */
  const codeText = (code: string): string => (isLetterCode(code) ? t(`feed.code.${code}`) : code);

  return { codeText, t, language, names, moment, ago, seconds, share };
}
