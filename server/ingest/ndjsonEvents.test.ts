import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLine, ndjsonEvents } from './ndjsonEvents.ts';
import type { RawEvent } from './rawEvent.ts';

async function read(...chunks: (string | Buffer)[]): Promise<RawEvent[]> {
  const all: RawEvent[] = [];
  const buffers = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })();
  for await (const events of ndjsonEvents(buffers)) all.push(...events);
  return all;
}

describe('NDJSON', () => {
  it('reads the same events wherever the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 8 }),
        fc.array(fc.nat(200)),
        async (values, cuts) => {
          const bytes = Buffer.from(values.map((value) => JSON.stringify(value)).join('\r\n'));
          const places = [
            0,
            ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const chunks = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
          const events = await read(...chunks);
          expect(events.map((event) => event.value)).toEqual(
            values.map((value) => JSON.parse(JSON.stringify(value)) as unknown),
          );
        },
      ),
    );
  });

  it('names the line of what it cannot read and goes on', async () => {
    const events = await read('\ufeff{"a":1}\n\n{"b":\n', Buffer.from([0x7b, 0xff, 0x0a]), '{"c":3}');
    expect(events).toMatchObject([
      { value: { a: 1 } },
      { refusal: { code: 'unreadable', message: expect.stringContaining('line 3') as string } },
      { refusal: { code: 'unreadable', message: 'line 4 is not UTF-8.' } },
      { value: { c: 3 } },
    ]);
  });

  it('passes over a line that is too long without holding it', async () => {
    const half = Buffer.alloc(longestLine / 2 + 10, 97);
    const events = await read('1\n', half, half, half, 'end\n2\n', half, half, half);
    expect(events).toMatchObject([
      { value: 1 },
      { refusal: { code: 'too_large', message: expect.stringContaining('line 2 has') as string } },
      { value: 2 },
      { refusal: { code: 'too_large', message: expect.stringContaining('line 4 has') as string } },
    ]);
    for (const event of events) expect(event.text?.length ?? 0).toBeLessThanOrEqual(1024);
  });
});
