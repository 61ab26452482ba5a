import { momentText } from '#contract/wording/clockWords';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { browserName } from '../../format/browserName.ts';
import { useLanguage } from '../../format/useLanguage.ts';
import { useNames } from '../../stores/names.ts';
import type { DetailWords } from './detailText.ts';

/** Actions and kinds in the reader's language; one that has no words yet is its own name. */
export function useAuditWords() {
  const { t, te } = useI18n();
  const { language } = useLanguage();
  const names = useNames();

  function actionText(action: string): string {
    const [group = '', done = ''] = action.split('.');
    const keys = [
      `audit.action.${action}`,
      ...(group === 'flag' ? [`act.name.${done}`, `transition.${done}`] : []),
    ];
    const known = keys.find((key) => te(key));
    return known ? t(known) : action;
  }

  const kindText = (kind: string) => (te(`audit.kind.${kind}`) ? t(`audit.kind.${kind}`) : kind);

  const momentOf = (at: number) =>
    momentText(at, { translate: t, language: language.value, timezone: names.timezone });
  const known = (key: string, otherwise: string) => (te(key) ? t(key) : otherwise);
  const detailWords = computed((): DetailWords => ({
    name: (name) => known(`audit.name.${name}`, known(`catalogue.field.${name}`, name)),
    value: (name, value) => {
      if (name === 'client') return browserName(value);
      if (name === 'role') return known(`account.roles.${value}`, value);
      return known(`act.${name}.${value}`, known(`audit.value.${value}`, value));
    },
    moment: momentOf,
  }));

  return { actionText, kindText, detailWords, momentOf };
}
