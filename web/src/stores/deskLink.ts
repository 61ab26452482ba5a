import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Versions of flags that have changed, by id; null: anything may have. */
export type Heard = ReadonlyMap<number, number> | null;

/** `ended`: the server no longer knows who this is. */
type LinkState = 'opening' | 'live' | 'lost' | 'ended';

/** The desk's line to the server, and who listens on it. */
export const useDeskLink = defineStore('deskLink', () => {
  const state = ref<LinkState>('opening');
  const listeners = new Set<(heard: Heard) => void>();

  /** @returns what ends it */
  function listen(listener: (heard: Heard) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function tell(heard: Heard) {
    for (const listener of listeners) listener(heard);
  }

  return { state, listen, tell };
});
