import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { asLanguage, isLanguage } from '#contract/wording/language';
import type { Language } from '#contract/wording/language';
import en from './locales/everyone/en.ts';
import zh from './locales/everyone/zh.ts';

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

let signedIn: Promise<void> | undefined;

/** Readies the words of the pages for who is signed in. Rejects when they cannot be had just now; asked again, tries again. */
export function loadSignedInWords(): Promise<void> {
  signedIn ??= merge().catch((error: unknown) => {
    signedIn = undefined;
    throw error;
  });
  return signedIn;
}

async function merge(): Promise<void> {
  const [zhWords, enWords] = await Promise.all([
    import('./locales/signedIn/zh.ts'),
    import('./locales/signedIn/en.ts'),
  ]);
  i18n.global.mergeLocaleMessage('zh', zhWords.default);
  i18n.global.mergeLocaleMessage('en', enWords.default);
}

watch(
  i18n.global.locale,
  (language) => {
    localStorage.setItem(storageKey, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  },
  { immediate: true },
);
