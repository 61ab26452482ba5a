import { ageText } from '#contract/wording/ageText';
import { momentText } from '#contract/wording/clockWords';
import { useI18n } from 'vue-i18n';
import { jobName } from '../../format/troubleText.ts';
import { useLanguage } from '../../format/useLanguage.ts';
import { useNames } from '../../stores/names.ts';

/** Moments, spans and names as the pages on duban itself say them. */
export function useWatchWords() {
  const { t, te } = useI18n();
  const { language } = useLanguage();
  const names = useNames();
  return {
    moment: (at: string) =>
      momentText(Date.parse(at), { translate: t, language: language.value, timezone: names.timezone }),
    age: (ms: number) => ageText(t, Math.max(0, ms)),
    /** A lag, mostly of milliseconds. */
    lag: (ms: number) =>
      ms < 1000
        ? t('watch.servers.ms', { n: Math.round(ms) })
        : t('watch.servers.seconds', { n: Math.round(ms / 100) / 10 }),
    job: (name: string) => jobName(name, { t, te }),
  };
}
