import { describe, expect, it } from 'vitest';
import { qualityParts, type QualityPart } from '#contract/sourceQuality';
import { lagStep } from './lagSteps.ts';
import { scoreSource, type QualityTerm, type QualityTerms, type SourceStanding } from './scoreSource.ts';
import { countAccepted, countRefused, emptyDay, type SourceDay } from './sourceDay.ts';

const even: QualityTerm = { points: 10, good: 0.01, bad: 0.05, least: 100 };
const terms: QualityTerms = {
  lag: { ...even, good: 3600, bad: 86_400 },
  order: even,
  duplicates: even,
  rejects: even,
  codes: even,
  unopened: even,
  clock: even,
  identity: even,
  fields: even,
  silence: even,
};
const minute = 60_000;
const heard: SourceStanding = { unopened: 0, silentMs: 0, officeMs: 10_000 * minute };

/** A thousand prompt events without fault. */
function faultless(change: Partial<SourceDay> = {}): SourceDay {
  const day = { ...emptyDay(1, '2026-03-02'), accepted: 1000, idsChecked: 1000, fieldsExpected: 1000 };
  day.lags[0] = 1000;
  return { ...day, ...change };
}
const partOf = (part: QualityPart, days: SourceDay[], standing = heard) =>
  scoreSource(days, standing, terms).parts.find((one) => one.part === part);

describe('the score of a source', () => {
  it('is a hundred without faults', () => {
    const { score, parts } = scoreSource([faultless()], heard, terms);
    expect(score).toBe(100);
    expect(parts.map(({ part, lost, judged }) => [part, lost, judged])).toEqual(
      qualityParts.map((part) => [part, 0, true]),
    );
  });

  it('is none of a source that sent nothing', () => {
    const nothing = { unopened: 0, silentMs: 0, officeMs: 0 };
    expect(scoreSource([], nothing, terms)).toMatchObject({ score: null });
    expect(scoreSource([], nothing, terms).parts.every(({ figure }) => figure === null)).toBe(true);
  });

  it.each([
    [4, null],
    [5, 80],
    [10, 90],
  ])(
    'is of the parts that are judged, if they are half: %i of ten judged and one lost give %s',
    (judged, score) => {
      const weighed = Object.fromEntries(
        qualityParts.map((part, nth) => [part, { ...terms[part], least: nth < judged ? 1 : 1_000_000 }]),
      ) as Record<QualityPart, QualityTerm>;
      expect(scoreSource([faultless({ outOfOrder: 1000 })], heard, weighed).score).toBe(score);
    },
  );

  it('leaves out parts with too few observations', () => {
    expect(partOf('identity', [faultless({ idsChecked: 99, idsInvalid: 99 })])).toMatchObject({
      judged: false,
      lost: 0,
      figure: 1,
    });
    expect(partOf('identity', [faultless({ idsChecked: 100, idsInvalid: 100 })])).toMatchObject({
      judged: true,
      lost: 10,
    });
  });

  it.each([
    [10, 0],
    [12, 0.5],
    [30, 5],
    [49, 9.8],
    [50, 10],
    [500, 10],
  ])('%i of a thousand at fault lose %d of ten points', (faults, lost) => {
    expect(partOf('order', [faultless({ outOfOrder: faults })])?.lost).toBe(lost);
    expect(partOf('identity', [faultless({ idsInvalid: faults })])?.lost).toBe(lost);
    expect(partOf('fields', [faultless({ fieldsMissing: faults })])?.lost).toBe(lost);
    expect(partOf('clock', [faultless({ ahead: faults })])?.lost).toBe(lost);
    expect(partOf('unopened', [faultless()], { ...heard, unopened: faults })?.lost).toBe(lost);
    const silentMs = faults * 10 * minute;
    expect(partOf('silence', [faultless()], { ...heard, silentMs })?.lost).toBe(lost);
  });

  it.each([
    ['unknown_item', 'codes'],
    ['unknown_department', 'codes'],
    ['unknown_region', 'codes'],
    ['unknown_value', 'codes'],
    ['in_the_future', 'clock'],
    ['missing_field', 'fields'],
    ['invalid_value', 'rejects'],
    ['out_of_scope', 'rejects'],
    ['conflicting_duplicate', 'rejects'],
  ] as const)('a refusal for %s costs points in %s alone', (code, part) => {
    const refusals = { [code]: 100 };
    const { parts } = scoreSource([faultless({ refusals })], heard, terms);
    expect(parts.filter(({ lost }) => lost > 0).map((one) => one.part)).toEqual([part]);
  });

  it('adds up days', () => {
    const days = [faultless({ duplicates: 100 }), faultless()];
    expect(partOf('duplicates', days)).toMatchObject({ figure: 100 / 2100, n: 2100 });
  });

  it.each([
    ['an hour', 3_600_000, 0.1],
    ['a minute', 60_000, 0],
    ['a day', 86_400_000, 10],
    ['a week', 7 * 86_400_000, 10],
  ])('a lag of %s', (_, ms, lost) => {
    const day = faultless();
    day.lags.fill(0);
    day.lags[lagStep(ms)] = 1000;
    expect(partOf('lag', [day])?.lost).toBe(lost);
  });
});

describe('what an accepted event adds to its source’s day', () => {
  const event = {
    caseId: 'A',
    sourceId: 1,
    eventId: 'e',
    type: 'case.accepted' as const,
    occurredAt: 1_000_000,
    receivedAt: 1_000_000,
    catalogueRevision: 1,
    data: { handler: { code: 'u', kind: 'human' as const } },
  };
  const counted = (change: object, outOfOrder = false): SourceDay => {
    const day = emptyDay(1, '2026-03-02');
    countAccepted(day, { ...event, ...change }, outOfOrder);
    return day;
  };

  it.each([
    [1_000_000, 0, 0],
    [999_000, 0, 1000],
    [998_999, 1, 1001],
    [1_000_001, 0, 0],
  ])('received at %i a clock is ahead: %i, by %i ms', (receivedAt, ahead, mostAheadMs) => {
    expect(counted({ receivedAt })).toMatchObject({ ahead, mostAheadMs, accepted: 1 });
  });

  it('without an arrival nothing is said of lag, order and clock', () => {
    expect(counted({ receivedAt: null }, true)).toMatchObject({ accepted: 1, outOfOrder: 0, ahead: 0 });
    expect(counted({ receivedAt: null }).lags.every((n) => n === 0)).toBe(true);
  });

  it.each([
    ['case.accepted', {}, 1, 1],
    ['case.accepted', event.data, 1, 0],
    ['case.suspended', { kind: 'testing', approver: 'u' }, 5, 3],
    ['case.rated', {}, 0, 0],
  ])('%s with %o lacks of %i fields %i', (type, data, fieldsExpected, fieldsMissing) => {
    expect(counted({ type, data })).toMatchObject({ fieldsExpected, fieldsMissing });
  });

  it.each([
    [true, 1, 0],
    [false, 1, 1],
    [null, 0, 0],
    [undefined, 0, 0],
  ])('an identity number found %s', (applicantIdValid, idsChecked, idsInvalid) => {
    expect(counted({ data: { applicantIdValid } })).toMatchObject({ idsChecked, idsInvalid });
  });

  it('a refusal by its code', () => {
    const day = emptyDay(1, '2026-03-02');
    countRefused(day, 'too_old');
    countRefused(day, 'too_old');
    expect(day.refusals).toEqual({ too_old: 2 });
  });
});
