import type { Refusal } from './incomingEvent.ts';

/** One event as it came: parsed, or why it cannot be read. */
export type RawEvent =
  { value: unknown; text?: string } | { refusal: Refusal; text: string; value?: undefined };

/** The event as text, for a dead letter. */
export function textOf(raw: RawEvent): string {
  if (raw.text !== undefined) return raw.text;
  try {
    return JSON.stringify(raw.value) ?? 'null';
  } catch {
    // deeper than the stack: what can be named of it is in the refusal
    return '';
  }
}
