import type { Instant } from '#contract/time';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { instantOfTyped, typedMoment } from '../format/typedMoment.ts';
import { useNames } from '../stores/names.ts';

/** Fields for a moment are read and filled in the office's time; whose machine runs on another is told so. */
export function useOfficeTime() {
  const { t } = useI18n();
  const names = useNames();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

  const hint = computed(() => (own === names.timezone ? '' : t('act.officeTime', { zone: names.timezone })));
  const typed = (at: Instant): string => typedMoment(at, names.timezone);
  /** RFC 3339. */
  const sent = (text: string): string => new Date(instantOfTyped(text, names.timezone)).toISOString();

  return { hint, typed, sent };
}
