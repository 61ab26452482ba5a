import { defaultScreenSettings } from '#contract/screen';
import type { ScreenReport, ScreenRow } from '#contract/screen';

const report: ScreenReport = {
  page: 'overview',
  pinned: false,
  build: 'b2',
  width: 1920,
  height: 1080,
  ratio: 1,
  framesPerSecond: 60,
  heapBytes: 41_943_040,
  heapLimitBytes: 4_194_304_000,
  dataTime: null,
  link: 'live',
  clockOffset: 20,
};

/** A screen without trouble. */
export const screenRow = (change: Partial<ScreenRow> = {}, said: Partial<ScreenReport> = {}): ScreenRow => ({
  screenId: 1,
  version: 1,
  name: '大厅',
  region: null,
  settings: defaultScreenSettings,
  build: 'b2',
  approvedBy: 'lin',
  approvedAt: '2026-11-22T00:00:00.000Z',
  revokedAt: null,
  connected: true,
  lastSeenAt: null,
  report: { ...report, ...said },
  screenshotAt: null,
  ...change,
});
