import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { sendEvents } from '../../api/events.ts';
import type { IngestAnswer } from '../../api/events.ts';
import { useTask } from '../../components/useTask.ts';

/** Sends test events as a source does; the answer is the server's own. */
export function useSendTest() {
  const { t } = useI18n();
  const { busy, problem, run } = useTask();
  const answer = shallowRef<IngestAnswer | null>(null);
  const fault = ref('');

  /** Whether all of them were taken. */
  async function send(key: string, events: readonly object[]): Promise<boolean> {
    let isTaken = false;
    answer.value = null;
    fault.value = key === '' ? t('firstRun.test.fault.missing') : '';
    if (fault.value) return false;
    await run(async () => {
      answer.value = await sendEvents(key, events);
      isTaken = answer.value.accepted === events.length;
    });
    if (problem.value?.code === 'unauthenticated') fault.value = t('firstRun.test.fault.key');
    if (problem.value?.code === 'source_mismatch') fault.value = t('firstRun.test.fault.source');
    if (fault.value) problem.value = null;
    return isTaken;
  }

  return { busy, problem, answer, fault, send };
}
