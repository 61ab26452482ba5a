import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { citySources } from './city/citySources.ts';
import type { CloudEvent } from './cloudEvent.ts';
import { liveDepartments } from './liveDepartments.ts';

interface Heard {
  key: string;
  events: CloudEvent[];
}

let server: Server | undefined;
afterEach(() => server?.close());

/** A server that hears; `answer` gives the status of the n-th request. */
async function listen(heard: Heard[], answer: (n: number) => number = () => 200): Promise<string> {
  let n = 0;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const status = answer((n += 1));
      const events = body.split('\n').map((line): CloudEvent => JSON.parse(line));
      if (status === 200) heard.push({ key: request.headers.authorization ?? '', events });
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' });
      response.end(
        JSON.stringify({
          received: events.length,
          accepted: events.length,
          duplicates: 0,
          rejected: 0,
          errors: [],
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const keys = new Map(citySources.map(({ uri, name }) => [uri, `key-of-${name}`]));
const event = (source: string, id: string, receivedtime: string): CloudEvent => ({
  specversion: '1.0',
  id,
  source,
  type: 'case.received',
  time: receivedtime,
  subject: 'c',
  data: {},
  receivedtime,
});

describe('live departments', () => {
  it('report about as many events a second as asked, each under its own source’s key, and stop when told', async () => {
    const heard: Heard[] = [];
    const url = await listen(heard);
    const stop = new AbortController();
    let sent = 0;
    const running = liveDepartments({
      url,
      keys,
      rate: 60,
      seed: 1,
      signal: stop.signal,
      onSent: (events) => (sent += events),
    });
    await new Promise((resolve) => setTimeout(resolve, 3000));
    stop.abort();
    await running;
    const events = heard.flatMap((request) => request.events);
    expect(events.length).toBeGreaterThan(15);
    expect(sent).toBe(events.length);
    for (const request of heard) {
      const name = citySources.find(({ uri }) => uri === request.events[0]?.source)?.name;
      expect(request.key).toBe(`Bearer key-of-${name ?? ''}`);
      expect(
        request.events.every(
          (it) => it.source === request.events[0]?.source && it.receivedtime === undefined,
        ),
      ).toBe(true);
    }
    expect(events.every(({ time }) => Date.parse(time) <= Date.now())).toBe(true);
  }, 20_000);

  it('send again what a busy server did not take, in order and once', async () => {
    const heard: Heard[] = [];
    const url = await listen(heard, (n) => (n === 1 ? 503 : 200));
    const stop = new AbortController();
    const past = new Date(Date.now() - 1000).toISOString();
    const story = [
      [event('/cq/city', 'a', past), event('/cq/city', 'b', past)],
      [],
      [event('/cq/city', 'late', '2999-01-01T00:00:00Z')],
    ];
    const running = liveDepartments({ url, keys, rate: 0, seed: 1, signal: stop.signal, story });
    await expect
      .poll(() => heard.flatMap(({ events }) => events.map(({ id }) => id)), { timeout: 8000 })
      .toEqual(['a', 'b']);
    stop.abort();
    await running;
  }, 20_000);

  it('say what the server finds fault with and go on', async () => {
    const heard: Heard[] = [];
    const url = await listen(heard, (n) => (n === 1 ? 401 : 200));
    const stop = new AbortController();
    const faults: string[] = [];
    const past = new Date(Date.now() - 1000).toISOString();
    const soon = new Date(Date.now() + 600).toISOString();
    const story = [[event('/cq/city', 'a', past), event('/cq/city', 'b', soon)]];
    const running = liveDepartments({
      url,
      keys,
      rate: 0,
      seed: 1,
      signal: stop.signal,
      story,
      onFault: (it) => faults.push(it),
    });
    await expect.poll(() => heard.length, { timeout: 8000 }).toBe(1);
    stop.abort();
    await running;
    expect(faults).toEqual([expect.stringContaining('401')]);
  }, 20_000);
});
