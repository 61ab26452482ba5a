import { defaultScreenSettings, type OwnScreen, type ScreenSettings } from '#contract/screen';
import type { Queryable } from '../../db/queryable.ts';
import { webBuild } from '../../http/webBuild.ts';

/** Settings as they were saved, and what came later as a new screen has it. */
export const wholeSettings = (saved: Partial<ScreenSettings>): ScreenSettings => ({
  ...defaultScreenSettings,
  ...saved,
});

/** What a screen is; undefined when it is revoked or there is none. */
export async function ownScreen(db: Queryable, screenId: number): Promise<OwnScreen | undefined> {
  const { rows } = await db.query<{ name: string; region: string | null; settings: Partial<ScreenSettings> }>(
    `select name, region, settings from screens where screen_id = $1 and revoked_at is null`,
    [screenId],
  );
  const [found] = rows;
  if (!found) return undefined;
  const { name, region, settings } = found;
  return { screenId, name, region, settings: wholeSettings(settings), build: await webBuild() };
}
