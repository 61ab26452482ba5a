import { describe, expect, it } from 'vitest';
import { at, cnCalendar } from '../../testing/scenario.ts';
import { feedSilenceDefaults, silentSince } from './feedSilence.ts';

const calendar = cnCalendar();
const since = (heard: string, now: string, minutes = 120) =>
  silentSince(at(heard), at(now), calendar, { ...feedSilenceDefaults, silentOfficeMinutes: minutes });

describe('FEED-01', () => {
  it.each<[name: string, heard: string, now: string, since: string | null]>([
    ['a second under two office hours', '2026-03-02 09:30', '2026-03-02 11:29:59', null],
    ['two office hours', '2026-03-02 09:30', '2026-03-02 11:30', '2026-03-02 11:30'],
    ['three hours on a working day', '2026-03-02 09:00', '2026-03-02 12:00', '2026-03-02 11:00'],
    ['lunch does not count', '2026-03-02 11:00', '2026-03-02 14:59:59', null],
    ['lunch over', '2026-03-02 11:00', '2026-03-02 15:00', '2026-03-02 15:00'],
    ['a night', '2026-03-02 17:00', '2026-03-03 09:59:59', null],
    ['a night and an hour', '2026-03-02 17:00', '2026-03-03 10:00', '2026-03-03 10:00'],
    ['a week of holidays', '2026-09-30 18:00', '2026-10-08 10:59:59', null],
    ['two hours after the holidays', '2026-09-30 18:00', '2026-10-08 11:00', '2026-10-08 11:00'],
    ['a Saturday that is worked', '2026-10-09 18:00', '2026-10-10 11:00', '2026-10-10 11:00'],
    ['heard just now', '2026-03-02 10:00', '2026-03-02 10:00', null],
  ])('%s', (_name, heard, now, expected) => {
    expect(since(heard, now)).toBe(expected === null ? null : at(expected));
  });
  it('keeps to the threshold of its version', () => {
    expect(since('2026-03-02 09:00', '2026-03-02 09:30', 30)).toBe(at('2026-03-02 09:30'));
  });
  it('a source never heard of is new, not silent', () => {
    expect(silentSince(null, at('2026-03-02 12:00'), calendar, feedSilenceDefaults)).toBeNull();
  });
});
