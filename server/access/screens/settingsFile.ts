import { Problem } from '#contract/problem';
import type { ScreenSettingsFile } from '#contract/screen';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { appendChange } from '../../changes/appendChange.ts';
import type { StoredChange } from '../../changes/storedChange.ts';
import type { Queryable } from '../../db/queryable.ts';
import { recordAudit } from '../audit.ts';
import type { Scope } from '../scope.ts';
import { mustFit } from './mustFit.ts';
import { wholeSettings } from './ownScreen.ts';
import { screenAudit } from './screenAudit.ts';
import { listScreens, lockScreen, updateScreen } from './screenStore.ts';

/** Settings of the screens of a scope that are not revoked, by name. */
export async function exportSettings(
  db: Queryable,
  scope: Scope | null,
  now: Instant,
): Promise<ScreenSettingsFile> {
  const found = await listScreens(db, { scope, screenId: null }, now);
  return {
    screens: found
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ name, settings }) => ({ name, settings: wholeSettings(settings) })),
  };
}

/**
 * Gives each screen that the file names its settings, in the caller's transaction, of which this is the last; what each
 * may show stays. Answers how many have others now.
 * @throws Problem `not_found` for a name that is no screen of the scope, `invalid` for a region that does not fit
 */
export async function importSettings(
  tx: Queryable,
  { screens }: ScreenSettingsFile,
  {
    scope,
    actor,
    catalogue,
    now,
  }: { scope: Scope | null; actor: string; catalogue: Catalogue; now: Instant },
): Promise<number> {
  const known = await listScreens(tx, { scope, screenId: null }, now);
  for (const { screenId } of known) await lockScreen(tx, screenId);
  const byName = new Map(known.map((screen) => [screen.name, screen]));
  const told: NonNullable<StoredChange['screens']> = [];
  for (const [i, { name, settings }] of screens.entries()) {
    const screen = byName.get(name);
    if (!screen)
      throw new Problem('not_found', `There is no screen "${name}" in your places; pair it first.`, {
        path: `screens.${i}.name`,
      });
    const { screenId, region } = screen;
    mustFit(settings, region, catalogue, `screens.${i}.settings.`);
    if (JSON.stringify(settings) === JSON.stringify(wholeSettings(screen.settings))) continue;
    await updateScreen(tx, screenId, { name, region, settings });
    await recordAudit(tx, screenAudit('screen.changed', screen, { actor, at: now, settings }));
    told.push([screenId, { topic: 'screen:settings', name, region, settings }]);
  }
  if (told.length > 0) await appendChange(tx, now, { screens: told });
  return told.length;
}
