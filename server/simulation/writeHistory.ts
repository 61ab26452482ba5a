import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Instant } from '#contract/time';
import { citySources } from './city/citySources.ts';
import type { CityCases } from './cityCases.ts';
import { cityStream } from './cityStream.ts';
import { dayOf } from './time.ts';
import { truthOfCase, type TruthRow } from './truth.ts';
import type { World } from './world.ts';

export interface WrittenHistory {
  /** NDJSON of CloudEvents by the name of its source. */
  files: Map<string, string>;
  cases: number;
  events: number;
  /** Arrivals of each source by its URI, in order. */
  heard: Map<string, Instant[]>;
}

/** Writes a city's history as one file a source into `folder`, and adds to `truth` what must be found in it. */
export async function writeHistory(
  city: CityCases,
  world: World,
  folder: string,
  truth: TruthRow[],
): Promise<WrittenHistory> {
  await mkdir(folder, { recursive: true });
  const streams = new Map<string, WriteStream>();
  const written: WrittenHistory = { files: new Map(), cases: 0, events: 0, heard: new Map() };
  for (const { name, uri } of citySources) {
    const file = join(folder, `${name}.ndjson`);
    written.files.set(name, file);
    written.heard.set(uri, []);
    streams.set(uri, createWriteStream(file));
  }
  const { from, to } = world;
  const range = { bornFrom: dayOf(from), bornTo: dayOf(to), after: from - 1, until: to };
  const events = cityStream(city, range, (script) => {
    written.cases += 1;
    truth.push(...truthOfCase(script, world, city.blackouts));
  });
  for (const event of events) {
    written.events += 1;
    written.heard.get(event.source)?.push(Date.parse(event.receivedtime));
    const stream = streams.get(event.source);
    if (stream && !stream.write(`${JSON.stringify(event)}\n`)) await once(stream, 'drain');
  }
  for (const stream of streams.values()) {
    stream.end();
    await finished(stream);
  }
  return written;
}
