const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/**
 * Calls in a task of its own, after this one: the browser may paint or hear a key in between. A timer would come 4 ms
 * late, and up to a second late in a window that is covered.
 */
export function nextTask(action: () => void): void {
  waiting.push(action);
  port2.postMessage(null);
}
