import type { Instant } from '#contract/time';
import type { CaseSpan } from './caseHistory.ts';

/** Spans that one window bounds: both ends included. */
export interface SpanWindow<S extends CaseSpan> {
  from: Instant;
  to: Instant;
  spans: S[];
}

/** Chunks of `case_events` are as long. */
const month = 30 * 86_400_000;

/**
 * Groups spans that lie in about the same months. The database passes over the chunks outside of a window only when
 * the window itself is in the statement, as it plans: bounds that differ by row come too late for that, and each of
 * a hundred chunks would be opened for each case.
 */
export function spanWindows<S extends CaseSpan>(spans: readonly S[]): SpanWindow<S>[] {
  const windows = new Map<string, SpanWindow<S>>();
  for (const span of spans) {
    const months = Math.floor((span.to - span.from) / month);
    const key = `${Math.floor(span.from / month)} ${months < 2 ? 2 : months}`;
    const window = windows.get(key);
    if (!window) windows.set(key, { from: span.from, to: span.to, spans: [span] });
    else {
      window.from = Math.min(window.from, span.from);
      window.to = Math.max(window.to, span.to);
      window.spans.push(span);
    }
  }
  return [...windows.values()];
}
