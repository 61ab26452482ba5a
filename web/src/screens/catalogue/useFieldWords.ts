import type { RouteStep } from '#contract/item';
import { momentText } from '#contract/wording/clockWords';
import { useI18n } from 'vue-i18n';
import { useLanguage } from '../../format/useLanguage.ts';
import { useNames } from '../../stores/names.ts';

/** Fields of records and their values in the reader's language. */
export function useFieldWords() {
  const { t, te } = useI18n();
  const { language } = useLanguage();
  const names = useNames();
  const place = () => ({ language: language.value, timezone: names.timezone });

  const fieldText = (field: string): string =>
    te(`catalogue.field.${field}`) ? t(`catalogue.field.${field}`) : field;

  function valueText(field: string, value: unknown): string {
    if (value === undefined || value === null || value === '') return t('catalogue.none');
    if (typeof value === 'boolean') return t(`catalogue.${value ? 'yes' : 'no'}`);
    if (field === 'route' && Array.isArray(value))
      return value.map((step) => stepText(step as RouteStep)).join(' → ');
    if (field === 'days' && Array.isArray(value)) return t('catalogue.days', { n: value.length });
    if (isLimit(value)) return t(`unit.${value.unit}`, { n: value.value });
    if (Array.isArray(value)) return value.map(String).join('; ');
    if (typeof value === 'object') return JSON.stringify(value);
    return plainText(field, String(value));
  }

  function plainText(field: string, value: string): string {
    if (field === 'approvedAt') return momentText(Date.parse(value), { translate: t, ...place() });
    const key = `catalogue.value.${field}.${value}`;
    if (te(key)) return t(key);
    if (field === 'region') return names.region(value);
    if (field === 'parent')
      return names.department(value) === value ? names.region(value) : names.department(value);
    return value;
  }

  function stepText({ step, required, limit, separateHandler }: RouteStep): string {
    const facts = [
      ...(required ? [] : [t('catalogue.route.optional')]),
      ...(limit ? [t(`unit.${limit.unit}`, { n: limit.value })] : []),
      ...(separateHandler ? [t('catalogue.route.separate')] : []),
    ];
    return facts.length === 0 ? step : `${step}（${facts.join('，')}）`;
  }

  return { fieldText, valueText };
}

const isLimit = (value: unknown): value is { value: number; unit: string } =>
  typeof value === 'object' && value !== null && 'value' in value && 'unit' in value;
