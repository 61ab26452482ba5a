import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { asLanguage, isLanguage } from '#contract/wording/language';
import type { Language } from '#contract/wording/language';
import en from './locales/en.ts';
import zh from './locales/zh.ts';

const storageKey = 'duban.language';

/** The address wins (`?lang=en`), then what was chosen on this machine, then Chinese. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  return isLanguage(asked) ? asked : asLanguage(localStorage.getItem(storageKey));
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage(),
  fallbackLocale: 'zh',
  messages: { zh, en },
});

watch(
  i18n.global.locale,
  (language) => {
    localStorage.setItem(storageKey, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  },
  { immediate: true },
);
