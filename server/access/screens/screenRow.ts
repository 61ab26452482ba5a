import type { ScreenRow } from '#contract/screen';
import { instantText, instantTextOrNull } from '../../http/instantText.ts';
import { wholeSettings } from './ownScreen.ts';
import type { ScreenRecord } from './screenStore.ts';

/** A screen as the desk is answered. @param build of the server's pages */
export const screenRow = (
  { settings, approvedAt, revokedAt, lastSeenAt, screenshotAt, ...screen }: ScreenRecord,
  build: string,
): ScreenRow => ({
  ...screen,
  settings: wholeSettings(settings),
  build,
  approvedAt: instantText(approvedAt),
  revokedAt: instantTextOrNull(revokedAt),
  lastSeenAt: instantTextOrNull(lastSeenAt),
  screenshotAt: instantTextOrNull(screenshotAt),
});
