import { onBeforeUnmount, onMounted } from 'vue';

export interface WallKeys {
  language: () => void;
  view: () => void;
  turn: (step: 1 | -1) => void;
  pin: () => void;
  help: () => void;
  close: () => void;
}

function toggleFullscreen() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen();
}

/** f fullscreen, l language, n next view, ← → pages, space holds one, ? help, Esc closes it. */
export function useWallKeys(keys: WallKeys): void {
  const actions: Record<string, () => void> = {
    f: toggleFullscreen,
    l: keys.language,
    n: keys.view,
    ArrowRight: () => keys.turn(1),
    ArrowLeft: () => keys.turn(-1),
    ' ': keys.pin,
    '?': keys.help,
    Escape: keys.close,
  };
  function press(event: KeyboardEvent) {
    const action = actions[event.key];
    // what is held down is one press
    if (!action || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  }
  onMounted(() => addEventListener('keydown', press));
  onBeforeUnmount(() => removeEventListener('keydown', press));
}
