import { readingScale } from '#contract/readingScale';
import { onBeforeUnmount, watchEffect } from 'vue';
import { useScreen } from '../../stores/screen.ts';

/** What the wall's styles know of this screen: how much its profile enlarges, and its panels. */
export function useScreenShape(): void {
  const screen = useScreen();
  const { style } = document.documentElement;
  watchEffect(() => {
    style.setProperty('--reading', String(readingScale[screen.settings.profile]));
    style.setProperty('--panel-columns', String(screen.settings.panels.columns));
    style.setProperty('--panel-rows', String(screen.settings.panels.rows));
  });
  onBeforeUnmount(() => {
    style.removeProperty('--reading');
    style.removeProperty('--panel-columns');
    style.removeProperty('--panel-rows');
  });
}
