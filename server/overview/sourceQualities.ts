import { Problem } from '#contract/problem';
import { qualityNames } from '#contract/sourceQuality';
import type { QualitySummary, SourceQuality } from '#contract/sourceQualitySchema';
import type { Instant, LocalDay } from '#contract/time';
import type { Catalogue, SourceRecord } from '../catalogue/catalogue.ts';
import { listSourceDays } from '../catalogue/sourceDayStore.ts';
import type { Queryable } from '../db/queryable.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { officeAxis } from '../domain/clock/axis.ts';
import { lagWithin } from '../domain/quality/lagSteps.ts';
import { lagsOf, scoreSource, type SourceStanding } from '../domain/quality/scoreSource.ts';
import type { SourceDay } from '../domain/quality/sourceDay.ts';
import { countUnopened, listSilences, qualityTerms, type Silence } from './sourceQualityStore.ts';

export interface DayPeriod {
  from: LocalDay;
  to: LocalDay;
}

/** A case may be named late; after this it shows. */
const unopenedAfter = 24 * 3_600_000;

/** The quality of one source, or of all, over days of arrival in the office zone. */
export async function sourceQualities(
  db: Queryable,
  catalogue: Catalogue,
  period: DayPeriod,
  now: Instant,
  sourceId: number | null = null,
): Promise<SourceQuality[]> {
  const zone = catalogue.timezone;
  const span = { from: startOfMoment(period.from, zone), to: Math.min(now, endOfMoment(period.to, zone)) };
  const [held, days, silences, unopened] = await Promise.all([
    qualityTerms(db, period.to),
    listSourceDays(db, period, sourceId),
    listSilences(db, span, sourceId),
    countUnopened(db, { from: span.from, to: Math.min(span.to, now - unopenedAfter) }, sourceId),
  ]);
  if (!held) throw new Problem('not_found', `No terms of quality hold on ${period.to}.`, { path: 'to' });
  return catalogue.sources
    .filter((source) => sourceId === null || source.sourceId === sourceId)
    .map((source) => {
      const own = days.filter((day) => day.sourceId === source.sourceId);
      const standing = {
        unopened: unopened.get(source.sourceId) ?? 0,
        ...silentTime(source, silences, span, catalogue),
      };
      const { score, parts } = scoreSource(own, standing, held.terms);
      return {
        sourceId: source.sourceId,
        ...period,
        timezone: zone,
        terms: held.version,
        score,
        parts: parts.map(({ part, term, ...found }) => ({
          part,
          name: { zh: qualityNames.zh[part], en: qualityNames.en[part] },
          unit: part === 'lag' ? 'seconds' : 'share',
          ...found,
          ...term,
        })),
        ...observed(own),
      };
    });
}

/** In office time; a past log is never silent, and a source not before it was added. */
function silentTime(
  { sourceId, settings, createdAt, revokedAt }: SourceRecord,
  silences: readonly Silence[],
  span: { from: Instant; to: Instant },
  catalogue: Catalogue,
): Pick<SourceStanding, 'silentMs' | 'officeMs'> {
  const from = Math.max(span.from, createdAt);
  const to = Math.min(span.to, revokedAt ?? Infinity);
  if (settings.historical || from >= to) return { silentMs: 0, officeMs: 0 };
  const { at } = officeAxis(catalogue.calendarOf({ sourceId }, catalogue.revision));
  const silentMs = silences
    .filter((silence) => silence.sourceId === sourceId)
    .reduce((sum, one) => {
      const [begins, ends] = [Math.max(from, one.from), Math.min(to, one.to ?? to)];
      return begins < ends ? sum + at(ends) - at(begins) : sum;
    }, 0);
  return { silentMs, officeMs: at(to) - at(from) };
}

function observed(days: readonly SourceDay[]): Pick<SourceQuality, 'lag' | 'mostAheadSeconds' | 'refusals'> {
  const lags = lagsOf(days);
  const refusals = new Map<string, number>();
  for (const day of days)
    for (const [code, n] of Object.entries(day.refusals)) refusals.set(code, (refusals.get(code) ?? 0) + n);
  return {
    lag: {
      medianSeconds: lagWithin(lags, 0.5),
      p95Seconds: lagWithin(lags, 0.95),
      n: lags.reduce((sum, count) => sum + count, 0),
    },
    mostAheadSeconds: days.reduce((most, day) => Math.max(most, day.mostAheadMs), 0) / 1000,
    refusals: [...refusals].map(([code, n]) => ({ code, n })).sort((a, b) => b.n - a.n),
  };
}

export function qualitySummary({ from, to, score, parts }: SourceQuality): QualitySummary {
  const lost = parts
    .filter((part) => part.lost > 0)
    .map((part) => ({ part: part.part, points: part.lost }))
    .sort((a, b) => b.points - a.points);
  return { from, to, score, lost };
}
