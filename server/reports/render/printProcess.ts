import { Problem } from '#contract/problem';
import { renderReport } from '../renderReport.ts';
import type { PrintAnswer, PrintAsk } from './startPrinter.ts';

// A process of its own: printing takes seconds of a processor, and canvases memory that no limit of a thread counts.
process.on('message', (ask: PrintAsk) => {
  const { nth, order, fontsDir } = ask;
  renderReport({ ...order, template: order.template && Buffer.from(order.template) }, fontsDir).then(
    (rendered) => answer({ nth, rendered, memory: process.memoryUsage.rss() }),
    (error: unknown) => {
      const sentence = error instanceof Error ? error.message : String(error);
      answer({ nth, failed: { sentence, ...(error instanceof Problem ? { code: error.code } : {}) } });
    },
  );
});
// whoever asked is gone
process.on('disconnect', () => process.exit(0));

function answer(given: PrintAnswer): void {
  process.send?.(given);
}
