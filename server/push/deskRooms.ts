import type { DeskChange, DeskDelta, DeskSnapshot } from '#contract/deskRoom';
import type { Instant } from '#contract/time';
import { reaches } from '../access/reaches.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import type { Queryable } from '../db/queryable.ts';
import { instantTextOrNull } from '../http/instantText.ts';
import type { FeedBatch } from './changeFeed.ts';
import { addNews, newsOf, type DeskNews } from './deskNews.ts';
import { deskRules } from './deskRules.ts';
import { flagPlaces, type FlagPlace } from './deskStore.ts';
import type { DeskStream } from './deskStream.ts';

export interface DeskRoomsDeps {
  db: Queryable;
  catalogue: Pick<CatalogueHolder, 'current'>;
  emit(stream: string, delta: DeskDelta): void;
  /** Sockets in the stream now. */
  audience(stream: string): number;
  /** Cuts sockets in these streams whose credential has ended or has other rights by now. */
  cutEnded(streams: readonly string[]): Promise<void>;
  onError(error: unknown): void;
}

export interface DeskRooms {
  /** Opens the stream if it is not; where it stands. */
  snapshot(stream: DeskStream, now: Instant): DeskSnapshot;
  take(batch: FeedBatch): void;
  /**
   * Tells what was taken, and when the rules last ran, unless that is still being done; resolves when it is told or
   * has failed.
   */
  tick(now: Instant): Promise<void>;
  /** To everybody: numbers were lost, or the server goes away. */
  announce(change: DeskChange, now: Instant): void;
}

/** More in one delta are no list of updates to anybody. */
const mostNamed = 200;
const mostRead = 5000;

/**
 * The rooms `desk` and `desk:{department}` of this process: each stream hears which flags of its scope have changed,
 * with the versions they have when it is told. The scope is asked of each flag as it is stored and of the catalogue as
 * it stands; whoever's account has changed meanwhile is cut before.
 */
export function deskRooms(deps: DeskRoomsDeps): DeskRooms {
  const streams = new Map<string, { stream: DeskStream; said: number }>();
  const rules = deskRules(deps.db);
  let news: DeskNews | undefined;
  let telling = false;
  /** Up to here every stream has been told. */
  let told = 0;

  const emit = (key: string, seq: number, changes: DeskChange[], dataTime: string | null, now: Instant) => {
    const held = streams.get(key);
    if (!held) return;
    const after = held.said;
    held.said = seq;
    const serverTime = new Date(now).toISOString();
    deps.emit(key, { room: held.stream.room, after, seq, changes, serverTime, dataTime });
  };
  const tell = async (fresh: DeskNews, now: Instant): Promise<void> => {
    for (const key of streams.keys()) if (deps.audience(key) === 0) streams.delete(key);
    const reason = fresh.resync ?? (fresh.flagIds.size > mostRead ? 'many' : undefined);
    const asked = streams.size > 0 && fresh.flagIds.size > 0 && reason === undefined;
    const places = asked ? await flagPlaces(deps.db, [...fresh.flagIds]) : [];
    const heard = [...streams.values()].flatMap(({ stream }): [string, DeskChange][] => {
      const change =
        reason === undefined ? changeFor(stream, places) : ({ topic: 'resync', reason } as const);
      return change ? [[stream.key, change]] : [];
    });
    if (heard.length > 0) await deps.cutEnded(heard.map(([key]) => key));
    told = fresh.last;
    const dataTime = fresh.dataTime === null ? null : new Date(fresh.dataTime).toISOString();
    for (const [key, change] of heard) emit(key, fresh.last, [change], dataTime, now);
  };
  const changeFor = ({ rights }: DeskStream, places: readonly FlagPlace[]): DeskChange | undefined => {
    const catalogue = deps.catalogue.current();
    const seen = places.filter((place) => reaches(rights, place, catalogue));
    if (seen.length === 0) return undefined;
    if (seen.length > mostNamed) return { topic: 'resync', reason: 'many' };
    return { topic: 'flag:changed', flags: seen.map(({ flagId, version }) => [flagId, version]) };
  };

  const tellNews = async (now: Instant): Promise<void> => {
    const fresh = news;
    if (fresh === undefined) return;
    news = undefined;
    try {
      await tell(fresh, now);
    } catch (error) {
      news = news === undefined ? fresh : addNews(news, fresh);
      throw error;
    }
  };
  const announce = (change: DeskChange, now: Instant): void => {
    for (const [key, { said }] of streams) emit(key, said, [change], null, now);
  };

  return {
    snapshot(stream, now) {
      const held = streams.get(stream.key) ?? { stream, said: told };
      streams.set(stream.key, held);
      const ranAt = rules.ranAt(now);
      const state = ranAt === undefined ? {} : { rulesRanAt: instantTextOrNull(ranAt) };
      return { seq: held.said, state, serverTime: new Date(now).toISOString(), dataTime: null };
    },
    take(batch) {
      news = addNews(newsOf(batch), news);
    },
    async tick(now) {
      if (telling || (news === undefined && streams.size === 0)) return;
      telling = true;
      try {
        await tellNews(now);
        if (streams.size > 0 && (await rules.look(now)))
          announce({ topic: 'rules:ran', at: instantTextOrNull(rules.ranAt(now) ?? null) }, now);
      } catch (error) {
        deps.onError(error);
      } finally {
        telling = false;
      }
    },
    announce,
  };
}
