import { onBeforeUnmount, onMounted } from 'vue';

/** Keys of a page, by `KeyboardEvent.key`. Silent while somebody types, chooses in a dialog or holds a modifier. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  function press(event: KeyboardEvent) {
    const action = keys[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('input:not([type=checkbox]), textarea, select, dialog, [contenteditable]')) return;
    // Enter and blank on a link or a button are theirs
    if ((event.key === 'Enter' || event.key === ' ') && target?.closest('a, button')) return;
    event.preventDefault();
    action();
  }
  onMounted(() => document.addEventListener('keydown', press));
  onBeforeUnmount(() => document.removeEventListener('keydown', press));
}
