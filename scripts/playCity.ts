import type { Instant } from '#contract/time';
import { importCatalogue } from '../server/catalogue/importCatalogue.ts';
import { registerSource } from '../server/catalogue/registerSource.ts';
import type { CommandParts } from '../server/commandParts.ts';
import { inTransaction } from '../server/db/transaction.ts';
import { raiseFlags } from '../server/flags/raiseFlags.ts';
import { reviewItems } from '../server/flags/reviewItems.ts';
import { scanMany } from '../server/flags/scans/scanMany.ts';
import { watchSources } from '../server/flags/sourceSilence.ts';
import { takeBaselines } from '../server/flags/takeBaselines.ts';
import { measureUsualLags } from '../server/flags/usualLags.ts';
import { appendEvents } from '../server/ingest/appendEvents.ts';
import type { IncomingEvent } from '../server/ingest/incomingEvent.ts';
import { appendSourceEvent } from '../server/ingest/sourceEvents.ts';
import { validateEvent } from '../server/ingest/validateEvent.ts';
import { citySources } from '../server/simulation/city/citySources.ts';
import type { CloudEvent } from '../server/simulation/cloudEvent.ts';
import { dayOf, endOf, hour, minute, startOf } from '../server/simulation/time.ts';

/** A catalogue document, or a part of one, and when the city records it. */
export interface CatalogueNews {
  at: Instant;
  document: object;
}

export interface PlayOptions {
  /** What arrived on each day, in order, from the day of the first news on. */
  days: Iterable<readonly CloudEvent[]>;
  /** The first is the city itself, before anything arrives. */
  news: readonly CatalogueNews[];
  /** Before it the city only reports; from then on the jobs run too. */
  jobsFrom: Instant;
  until: Instant;
  onDay?: (ended: Instant, events: number) => void;
}

/** Flag job and scan of arrivals: at the turn of every hour in which people work, and at midnight. */
const rounds = [...Array.from({ length: 13 }, (_, n) => (n + 8) * hour), 24 * hour];
/** When a server runs its nightly jobs, about. */
const night = 80 * minute;
const batchSize = 2_000;

/**
 * Plays what a city reported to a server whose clock stands at each arrival: events are heard one by one, and the
 * server's own jobs run in between at their hours. Throws when an event is refused or a case cannot be judged.
 */
export async function playCity(parts: CommandParts, options: PlayOptions): Promise<void> {
  const { jobsFrom, until, onDay } = options;
  const news = options.news.toSorted((a, b) => a.at - b.at);
  const began = news[0]?.at ?? until;
  await recordNews(parts, news.splice(0, 1));
  await registerSources(parts, began);
  let on = dayOf(began);
  for (const events of options.days) {
    if (startOf(on) >= until) return;
    let heard = 0;
    const hearUntil = async (at: Instant) => {
      const from = heard;
      while (heard < events.length && arrivalOf(events[heard]) <= at) heard += 1;
      await hear(parts, events.slice(from, heard));
      const later = news.findIndex((it) => it.at > at);
      await recordNews(parts, news.splice(0, later < 0 ? news.length : later));
    };
    if (startOf(on) >= jobsFrom) {
      await hearUntil(startOf(on) + night);
      await workAtNight(parts, startOf(on) + night);
      for (const round of rounds) {
        const at = Math.min(startOf(on) + round, until);
        await hearUntil(at);
        await work(parts, at);
      }
    } else await hearUntil(endOf(on));
    onDay?.(endOf(on), events.length);
    on += 1;
  }
}

async function registerSources({ pool, catalogue }: CommandParts, at: Instant): Promise<void> {
  for (const { name, uri, regions, settings } of citySources) {
    const reported = { ...settings, regions: [...regions] };
    await registerSource(pool, { name, uri, namespace: '', settings: reported }, at);
  }
  await catalogue.refresh(pool);
}

const arrivalOf = (event: CloudEvent | undefined): Instant => Date.parse(event?.receivedtime ?? '');

async function recordNews({ pool, catalogue }: CommandParts, news: readonly CatalogueNews[]): Promise<void> {
  for (const { at, document } of news) {
    const recorded = await inTransaction(pool, (db) =>
      importCatalogue(db, document, { actor: 'evaluate' }, at),
    );
    if (!recorded.ok) throw new Error(recorded.faults.map(({ message }) => message).join('; '));
  }
  if (news.length > 0) await catalogue.refresh(pool);
}

async function hear(parts: CommandParts, events: readonly CloudEvent[]): Promise<void> {
  const { catalogue, sealer } = parts;
  const byUri = new Map(catalogue.current().sources.map((source) => [source.uri, source]));
  for (let from = 0; from < events.length; from += batchSize) {
    const batch: IncomingEvent[] = [];
    let now = 0;
    for (const { receivedtime, ...event } of events.slice(from, from + batchSize)) {
      const source = byUri.get(event.source);
      if (!source) throw new Error(`nobody knows ${event.source}`);
      now = Date.parse(receivedtime);
      const read = validateEvent(event, { source, catalogue: catalogue.current(), sealer, now });
      if (read.kind === 'refused') throw new Error(`${event.subject}: ${read.refusal.message}`);
      if (read.kind === 'case') batch.push(read.event);
      else await appendSourceEvent(parts, read.event, now);
    }
    const results = await appendEvents(parts, batch, { now });
    const refused = results.find(({ status }) => status !== 'accepted');
    if (refused) throw new Error(`an event was not accepted: ${JSON.stringify(refused)}`);
  }
}

async function work({ pool, catalogue, cache }: CommandParts, now: Instant): Promise<void> {
  const known = () => catalogue.current();
  await watchSources({ pool, catalogue: known }, now);
  const onPoison = (caseId: string, error: unknown) => {
    throw new Error(`${caseId} cannot be judged`, { cause: error });
  };
  const remembered = (caseId: string) => cache.get(caseId);
  await raiseFlags({ pool, catalogue: known, onPoison, remembered }, now);
  await scanMany({ pool, catalogue: known }, 'scan_arrivals', now);
}

async function workAtNight(parts: CommandParts, now: Instant): Promise<void> {
  const { pool, catalogue } = parts;
  const known = () => catalogue.current();
  await work(parts, now);
  await scanMany({ pool, catalogue: known }, 'scan_patterns', now);
  await measureUsualLags(pool, catalogue.current(), now);
  const { validFrom } = await takeBaselines({ pool, catalogue: catalogue.current() }, now);
  await catalogue.refresh(pool);
  await reviewItems({ pool, catalogue: catalogue.current() }, validFrom, now);
}
