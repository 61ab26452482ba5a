/**
 * Counts the frames drawn in a stretch of time, and answers how many that is a second; 0 where none is drawn at all.
 * @param length ms
 * @returns ends it early, without an answer
 */
export function countFrames(length: number, answer: (perSecond: number) => void): () => void {
  const begin = performance.now();
  let frames = 0;
  let frame = requestAnimationFrame(count);
  function count() {
    frames += 1;
    frame = requestAnimationFrame(count);
  }
  const timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    answer(Math.round((frames * 10_000) / (performance.now() - begin)) / 10);
  }, length);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
