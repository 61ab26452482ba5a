/** Only Chromium tells, and is coarse about it. */
interface WithMemory {
  memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number };
}

/** Bytes of the JavaScript heap: in use, and the most it may be; null where the browser does not say. */
export function heapOf(clock: Performance & WithMemory): { used: number; limit: number } | null {
  const { memory } = clock;
  return memory ? { used: memory.usedJSHeapSize, limit: memory.jsHeapSizeLimit } : null;
}
