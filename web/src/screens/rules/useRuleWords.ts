import type { RuleId } from '#contract/rule';
import { useI18n } from 'vue-i18n';
import type { RuleVersionAnswer } from '../../api/rules.ts';
import { useLanguage } from '../../format/useLanguage.ts';
import en from '../../locales/enRuleTexts.ts';
import zh from '../../locales/zhRuleTexts.ts';
import { useNames } from '../../stores/names.ts';

const texts = { zh, en };

/** What rules, their thresholds and scopes are called. */
export function useRuleWords() {
  const { t } = useI18n();
  const { language } = useLanguage();
  const names = useNames();

  const ruleText = (rule: RuleId) => texts[language.value][rule];
  const valueText = (value: number | string | boolean) =>
    typeof value === 'boolean' ? t(value ? 'rules.yes' : 'rules.no') : String(value);
  const paramsText = (params: RuleVersionAnswer['params']) =>
    Object.entries(params)
      .map(([name, value]) => `${t(`rules.param.${name}`)} ${valueText(value)}`)
      .join(' · ') || t('rules.noThresholds');
  const scopeText = ({ region, department, item, itemType, handling }: RuleVersionAnswer['scope']) =>
    [
      region && names.region(region),
      department && names.department(department),
      item && names.item(item),
      itemType && `${t('rules.versions.scopes.itemType')} ${itemType}`,
      handling && t(`rules.form.handlings.${handling}`),
    ]
      .filter(Boolean)
      .join(' · ') || t('rules.versions.everywhere');

  return { ruleText, valueText, paramsText, scopeText };
}
