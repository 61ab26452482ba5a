import type { Language } from '#contract/wording/language';

const plain = { zh: new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en-GB') };
const short = {
  zh: new Intl.NumberFormat('zh-CN', { notation: 'compact', maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 }),
};

/** Whole counts with separators; from `from` on in 万, K or M, so that a figure never outgrows its place. */
export function count(value: number, language: Language, from = 1_000_000): string {
  return (Math.abs(value) >= from ? short : plain)[language].format(value).replace('-', '\u2212');
}

/** `+6.2%`, `−3%`, `±0%`, `+126%`, from tenfold on `×28`; null when there is nothing to compare with. */
export function change(now: number, before: number): string | null {
  if (before <= 0) return null;
  if (now >= 10 * before) return `×${Math.round(now / before)}`;
  const exact = ((now - before) / before) * 100;
  const percent = Math.abs(exact) < 100 ? Math.round(exact * 10) / 10 : Math.round(exact);
  if (percent === 0) return '±0%';
  return `${percent > 0 ? '+' : '\u2212'}${Math.abs(percent)}%`;
}

/** Share in per cent with one decimal, cut rather than rounded at the top: 99.96 % is not 100 %. Null without n. */
export function share(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  const percent = (part / whole) * 100;
  const shown = part < whole ? Math.min(Math.round(percent * 10) / 10, 99.9) : 100;
  return shown === 100 ? '100' : shown.toFixed(1);
}
