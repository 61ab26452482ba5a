import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { asLanguage } from '#contract/wording/language';

/** The current language and the switch to the other one. */
export function useLanguage() {
  const { locale } = useI18n();
  const language = computed(() => asLanguage(locale.value));
  const toggle = () => {
    locale.value = language.value === 'zh' ? 'en' : 'zh';
  };
  return { language, toggle };
}
