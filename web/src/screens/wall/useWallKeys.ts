import { onBeforeUnmount, onMounted } from 'vue';

export interface WallKeys {
  language: () => void;
  view: () => void;
  help: () => void;
  close: () => void;
}

function toggleFullscreen() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen();
}

/** f fullscreen, l language, n next view, ? help, Esc closes it. */
export function useWallKeys(keys: WallKeys): void {
  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'f') toggleFullscreen();
    else if (event.key === 'l') keys.language();
    else if (event.key === 'n') keys.view();
    else if (event.key === '?') keys.help();
    else if (event.key === 'Escape') keys.close();
  }
  onMounted(() => addEventListener('keydown', press));
  onBeforeUnmount(() => removeEventListener('keydown', press));
}
