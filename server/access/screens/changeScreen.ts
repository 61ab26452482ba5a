import type { Account } from '#contract/account';
import { Problem } from '#contract/problem';
import type { ScreenPatch } from '#contract/screenSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { appendChange } from '../../changes/appendChange.ts';
import type { Queryable } from '../../db/queryable.ts';
import { recordAudit } from '../audit.ts';
import { mustFit } from './mustFit.ts';
import { mustReach } from './mustReach.ts';
import { wholeSettings } from './ownScreen.ts';
import { screenAudit } from './screenAudit.ts';
import { isNameTaken, updateScreen, type ScreenRecord } from './screenStore.ts';

/** Changes a held screen in the caller's transaction, of which this is the last: the screen is told at once. */
export async function changeScreen(
  tx: Queryable,
  screen: ScreenRecord,
  change: ScreenPatch,
  by: { account: Account; actor: string; catalogue: Catalogue; now: Instant },
): Promise<void> {
  const { screenId } = screen;
  const { name = screen.name, region = screen.region, settings = wholeSettings(screen.settings) } = change;
  if (change.region !== undefined) mustReach(by.account, region, by.catalogue);
  mustFit(settings, region, by.catalogue, 'settings.');
  if (await isNameTaken(tx, name, screenId))
    throw new Problem('conflict', `There is a screen "${name}" already; choose another name.`, {
      path: 'name',
    });
  await updateScreen(tx, screenId, { name, region, settings });
  await recordAudit(
    tx,
    screenAudit('screen.changed', screen, {
      actor: by.actor,
      at: by.now,
      ...change,
      name: screen.name,
      to: change.name,
    }),
  );
  await appendChange(tx, by.now, {
    screens: [[screenId, { topic: 'screen:settings', name, region, settings }]],
  });
}
