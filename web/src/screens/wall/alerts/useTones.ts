import { onBeforeUnmount, ref, watch } from 'vue';
import type { Ref } from 'vue';
import { useAlerts } from '../../../stores/alerts.ts';
import { useScreen } from '../../../stores/screen.ts';
import { motifs, toneFor } from './tones.ts';
import type { Note } from './tones.ts';

const edge = 0.02;

function sound(audio: AudioContext, { pitch, at, length }: Note, volume: number) {
  const begin = audio.currentTime + at;
  const gain = audio.createGain();
  // without a slope at both ends a tone begins and ends with a crack
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(volume, begin + edge);
  gain.gain.setValueAtTime(volume, begin + length - edge);
  gain.gain.linearRampToValueAtTime(0, begin + length);
  const tone = new OscillatorNode(audio, { type: 'triangle', frequency: pitch });
  tone.connect(gain).connect(audio.destination);
  tone.start(begin);
  tone.stop(begin + length);
}

/** Sounds for what is raised, as the screen is set. `muted`: it should, and the browser waits for somebody to press a key. */
export function useTones(minute: Readonly<Ref<string>>, isAllowed: () => boolean) {
  const alerts = useAlerts();
  const screen = useScreen();
  const muted = ref(false);
  let audio: AudioContext | undefined;
  let before = -Infinity;

  const unlock = () => void audio?.resume();

  function open() {
    if (audio) return;
    audio = new AudioContext();
    const look = () => (muted.value = audio?.state === 'suspended');
    audio.onstatechange = look;
    look();
    addEventListener('keydown', unlock);
    addEventListener('pointerdown', unlock);
  }
  function close() {
    removeEventListener('keydown', unlock);
    removeEventListener('pointerdown', unlock);
    if (audio) audio.onstatechange = null;
    void audio?.close();
    audio = undefined;
    muted.value = false;
  }

  watch(
    () => screen.settings.tones !== null,
    (sounds) => (sounds ? open() : close()),
    { immediate: true },
  );
  watch(
    () => alerts.latest,
    (flags) => {
      const { tones } = screen.settings;
      if (!tones || audio?.state !== 'running' || !isAllowed()) return;
      const now = performance.now();
      const severity = toneFor(flags, tones, minute.value, now - before);
      if (severity === null) return;
      before = now;
      for (const note of motifs[severity]) sound(audio, note, tones.volume);
    },
  );
  onBeforeUnmount(close);
  return { muted };
}
