import { shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import { listAttachments } from '../../api/attachments.ts';
import type { Attachment } from '../../api/attachments.ts';
import type { FlagAnswer } from '../../api/followup.ts';

/** The files of a flag, read anew with each version of it. */
export function useAttachments(flag: Ref<FlagAnswer | null>): Ref<readonly Attachment[]> {
  const attachments = shallowRef<readonly Attachment[]>([]);
  watch(
    () => [flag.value?.flagId, flag.value?.version] as const,
    async ([flagId]) => {
      attachments.value = [];
      if (flagId === undefined) return;
      const read = await listAttachments(flagId).catch(() => []);
      if (flag.value?.flagId === flagId) attachments.value = read;
    },
    { immediate: true },
  );
  return attachments;
}
