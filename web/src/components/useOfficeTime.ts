import type { Instant } from '#contract/time';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { instantOfTyped, typedMoment } from '../format/typedMoment.ts';

/** Fields for a moment are read and filled in the office's time, `timezone`; whose machine runs on another is told so. */
export function useOfficeTime(timezone: () => string) {
  const { t } = useI18n();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

  const hint = computed(() => (own === timezone() ? '' : t('act.officeTime', { zone: timezone() })));
  const typed = (at: Instant): string => typedMoment(at, timezone());
  /** RFC 3339. */
  const sent = (text: string): string => new Date(instantOfTyped(text, timezone())).toISOString();

  return { hint, typed, sent };
}
