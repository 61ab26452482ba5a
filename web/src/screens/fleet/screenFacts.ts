import type { ScreenReport, ScreenRow } from '#contract/screen';
import type { Instant } from '#contract/time';
import { ageText } from '#contract/wording/ageText';
import { momentText } from '#contract/wording/clockWords';
import type { Words } from '#contract/wording/facts';

interface ScreenFact {
  name: 'page' | 'size' | 'frames' | 'heap' | 'data' | 'clock' | 'build';
  text: string;
}

/** What a screen last said of itself, in words. */
export function screenFacts({ report, build }: ScreenRow, now: Instant, { translate }: Words): ScreenFact[] {
  if (!report) return [];
  const { page, pinned, width, height, ratio, dataTime, clockOffset } = report;
  const shown = page === null ? translate('fleet.noPage', {}) : translate(`wallPage.${page}`, {});
  const own = report.build.slice(0, 8);
  return [
    { name: 'page', text: pinned ? translate('fleet.pinned', { page: shown }) : shown },
    { name: 'size', text: ratio === 1 ? `${width} × ${height}` : `${width} × ${height} @${ratio}` },
    { name: 'frames', text: translate('fleet.frames', { n: Math.round(report.framesPerSecond) }) },
    ...heapFact(report),
    {
      name: 'data',
      text:
        dataTime === null
          ? translate('fleet.noData', {})
          : translate('fleet.ago', { age: ageText(translate, Math.max(0, now - Date.parse(dataTime))) }),
    },
    ...(clockOffset === null
      ? []
      : [{ name: 'clock' as const, text: translate('fleet.seconds', { n: signedSeconds(clockOffset) }) }]),
    { name: 'build', text: report.build === build ? own : translate('fleet.oldBuild', { build: own }) },
  ];
}

function heapFact({ heapBytes, heapLimitBytes }: ScreenReport): ScreenFact[] {
  if (heapBytes === null || !heapLimitBytes) return [];
  const percent = Math.round((heapBytes / heapLimitBytes) * 100);
  return [{ name: 'heap', text: `${Math.round(heapBytes / 1_048_576)} MB · ${percent}%` }];
}

function signedSeconds(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  if (seconds === 0) return '0';
  return `${seconds > 0 ? '+' : '\u2212'}${Math.abs(seconds)}`;
}

/** Whether a screen is there, and since when it is not. */
export function stateText(
  { connected, lastSeenAt, revokedAt }: ScreenRow,
  now: Instant,
  words: Words,
): string {
  const { translate } = words;
  if (revokedAt !== null) return translate('fleet.revoked', { at: momentText(Date.parse(revokedAt), words) });
  if (connected) return translate('fleet.live', {});
  if (lastSeenAt === null) return translate('fleet.never', {});
  return translate('fleet.away', { age: ageText(translate, Math.max(0, now - Date.parse(lastSeenAt))) });
}
