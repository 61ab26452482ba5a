export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

export function asLanguage(value: unknown): Language {
  return isLanguage(value) ? value : 'zh';
}
