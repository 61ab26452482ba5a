/**
 * Runs in the wall's page before anything of its own: remembers long tasks, and when each value of the figure "received
 * today" was painted. Plain JavaScript, because the browser is given this file as it is.
 *
 * Painted: the frame's callback runs before the browser lays out and paints, and a message that it posts is handled
 * after that. What the compositor does then (a frame at most) is not seen from here.
 */
(() => {
  const probe = {
    /** [when it began, how long it took] on the page's clock, ms. */
    longTasks: [],
    /** [value, when painted]. */
    painted: [],
  };
  globalThis.soakProbe = probe;

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.longTasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });

  let figure = null;
  let shown = -1;
  let waiting = false;

  function read() {
    if (!figure?.isConnected)
      figure =
        [...document.querySelectorAll('.figure')]
          .find((each) => each.querySelector('h2')?.textContent.includes('今日收件'))
          ?.querySelector('.value') ?? null;
    return figure === null ? -1 : Number(figure.textContent.replace(/\D/g, ''));
  }

  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => probe.painted.push([data, performance.now()]);

  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const value = read();
      if (value >= 0 && value !== shown) port2.postMessage((shown = value));
    });
  }).observe(document, { subtree: true, childList: true, characterData: true });
})();
