import type { ScreenChange, ScreenDelta, ScreenSnapshot } from '#contract/screen';
import { watch } from 'vue';
import { sendScreenshot } from '../api/ownScreen.ts';
import { useScreen } from '../stores/screen.ts';
import { countFrames } from './countFrames.ts';
import { openSocket } from './openSocket.ts';
import { RoomSeq } from './roomSeq.ts';
import { screenReport } from './screenReport.ts';

const ackTimeout = 10_000;
const pause = 5000;
const reportEvery = 30_000;
const frameCount = 5000;

const isScreenshotAsked = (change: ScreenChange) =>
  change.topic === 'screen:command' && change.command.command === 'screenshot';

async function answerScreenshot() {
  const page = document.querySelector('main');
  if (!page) return;
  const { takeScreenshot } = await import('./takeScreenshot.ts');
  // whoever asked sees that none has come, and asks again
  await sendScreenshot(await takeScreenshot(page)).catch(() => undefined);
}

/**
 * Follows what the desk tells a paired screen and says how the screen fares: every 30 s, and whenever another page shows
 * or one is pinned. Over a socket of its own, so that it hears the desk also when the figures' room cannot be joined.
 * Until the answered function is called.
 */
export function followScreen(screenId: number): () => void {
  const screen = useScreen();
  const room = `screen:${screenId}`;
  const seqs = new RoomSeq();
  const socket = openSocket(() => true);
  let framesPerSecond: number | null = null;
  let stopCount: (() => void) | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  function join() {
    if (!socket.connected) return;
    socket.timeout(ackTimeout).emit('join', room, (error: Error | null, answer?: Partial<ScreenSnapshot>) => {
      if (!error && answer?.state && answer.seq !== undefined) {
        seqs.begin(room, answer.seq);
        screen.own = answer.state;
        return;
      }
      soon(join);
    });
  }
  function soon(action: () => void) {
    clearTimeout(again);
    again = setTimeout(action, pause * (1 + Math.random()));
  }
  /** Sent away, as when a credential ends: whether it may come back the wall's own socket finds out. */
  function comeBack() {
    if (!socket.active) soon(() => socket.connect());
  }
  function hear({ after, seq, changes }: ScreenDelta) {
    const whole = seqs.advance(room, after, seq);
    changes.forEach(screen.hear);
    if (changes.some(isScreenshotAsked)) void answerScreenshot();
    if (!whole) join();
  }
  function report() {
    if (socket.connected && framesPerSecond !== null)
      socket.emit('screen:report', screenReport(framesPerSecond));
  }
  function look() {
    stopCount?.();
    // a page that nobody sees is given no frames
    if (document.hidden) return report();
    stopCount = countFrames(frameCount, (perSecond) => {
      framesPerSecond = perSecond;
      report();
    });
  }

  socket.on('connect', join);
  socket.on('changes', hear);
  socket.on('disconnect', comeBack);
  socket.on('connect_error', comeBack);
  const timer = setInterval(look, reportEvery);
  look();
  const stopWatching = watch([() => screen.page, () => screen.pinned], report);

  return () => {
    stopWatching();
    stopCount?.();
    clearInterval(timer);
    clearTimeout(again);
    socket.off();
    socket.disconnect();
  };
}
