import { localClock } from '#contract/wording/localClock';
import { computed } from 'vue';
import { useClock } from '../../stores/clock.ts';
import { useLanguage } from '../../format/useLanguage.ts';
import { useNames } from '../../stores/names.ts';
import { useRulesRun } from '../../stores/rulesRun.ts';

/** When the rules last ran, by the office's clock: the time, with its day unless that is today; empty: never, or unknown. */
export function useRulesWords() {
  const { language } = useLanguage();
  const rules = useRulesRun();
  const names = useNames();
  const clock = useClock();
  return computed(() => {
    if (typeof rules.ranAt !== 'number') return '';
    const words = { timezone: names.timezone, language: language.value };
    const ran = localClock(rules.ranAt, words.timezone, words.language);
    const today = localClock(clock.present, words.timezone, words.language).day;
    return ran.day === today ? ran.minute : `${ran.day} ${ran.minute}`;
  });
}
