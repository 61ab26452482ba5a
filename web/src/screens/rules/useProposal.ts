import { localClock } from '#contract/wording/localClock';
import { computed, type ShallowRef } from 'vue';
import type { ListedRule } from '../../api/rules.ts';
import { useDraft } from '../../components/useDraft.ts';
import { firstValues, termsOf, type RuleFormValues } from './ruleForm.ts';

const aMonth = 30 * 86_400_000;

/** What is typed of a change of a rule, over what is in force; kept in this tab until it is put in force. */
export function useProposal(id: string, rule: Readonly<ShallowRef<ListedRule | null>>, timezone: string) {
  const { values: typed, set, drop } = useDraft(`rule.${id}`);
  const today = localClock(Date.now(), timezone, 'en').day;
  const monthAgo = localClock(Date.now() - aMonth, timezone, 'en').day;

  const values = computed<RuleFormValues>(() =>
    rule.value ? { ...firstValues(rule.value, today, monthAgo), ...typed.value } : {},
  );
  const terms = computed(() => (rule.value ? termsOf(values.value, rule.value) : null));
  const proposal = computed(() =>
    terms.value ? { ...terms.value, from: values.value['from'] ?? '', to: values.value['to'] ?? '' } : null,
  );
  function reset() {
    typed.value = {};
    drop();
  }

  return { values, terms, proposal, today, set, reset };
}
