import type { ScreenCommand, ScreenRow } from '#contract/screen';
import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { commandScreen } from '../../api/screens.ts';
import { useTask } from '../../components/useTask.ts';

/** Tells screens what to do, and says what came of it; then `look` sees how they are. */
export function useSteering(look: () => Promise<void>) {
  const { t } = useI18n();
  const { busy, problem, run } = useTask();
  const said = ref('');

  /** @param sentence what is said once it is done */
  async function act(sentence: string, work: () => Promise<void>): Promise<boolean> {
    said.value = '';
    const isDone = await run(work);
    if (isDone) said.value = sentence;
    await look();
    return isDone;
  }
  async function tell({ screenId, name }: ScreenRow, command: ScreenCommand): Promise<void> {
    await act(t(`fleet.told.${command.command}`, { name }), () => commandScreen(screenId, command));
    if (problem.value?.code !== 'conflict') return;
    problem.value = null;
    said.value = t('fleet.notThere', { name });
  }

  return { busy, problem, said, act, tell };
}
