type Translate = (key: string, named: Record<string, unknown>) => string;

const year = 365;

/** "2 years", where it is whole years; else days. */
export function daysText(days: number | null, t: Translate): string {
  if (days === null) return t('data.forGood', {});
  if (days === 1) return t('data.day', {});
  if (days >= year && days % year === 0) return t('data.years', { n: days / year });
  return t('data.days', { n: days });
}
