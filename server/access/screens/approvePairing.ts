import type { Response } from 'express';
import { Problem } from '#contract/problem';
import { defaultScreenSettings } from '#contract/screen';
import type { PairingApproval } from '#contract/screenSchema';
import type { Queryable } from '../../db/queryable.ts';
import { recordAudit } from '../audit.ts';
import { actorOf, signedIn } from '../authenticate.ts';
import { mustFit } from './mustFit.ts';
import { mustReach } from './mustReach.ts';
import { decidePairing, type WaitingDevice } from './pairingStore.ts';
import { screenAudit } from './screenAudit.ts';
import { heldScreen, type ScreenParts } from './screenParts.ts';
import { insertScreen, reinstateScreen } from './screenStore.ts';

/**
 * Lets a waiting device in, in the caller's transaction; answers which screen it becomes. One that takes another's place
 * ends it only when it takes its credential.
 */
export async function approvePairing(
  tx: Queryable,
  parts: ScreenParts,
  res: Response,
  waiting: WaitingDevice,
  asked: PairingApproval,
): Promise<number> {
  const screen =
    asked.screenId === undefined
      ? await newScreen(tx, parts, res, asked)
      : await heldScreen(tx, parts, res, asked.screenId);
  const { screenId, region } = screen;
  if (asked.screenId !== undefined) await reinstateScreen(tx, screenId, signedIn(res).name, parts.clock());
  await decidePairing(tx, waiting.pairingId, screenId);
  const by = { actor: actorOf(res), at: parts.clock() };
  const { address } = waiting;
  await recordAudit(
    tx,
    screenAudit('screen.approved', screen, { ...by, region, address, again: asked.screenId !== undefined }),
  );
  return screenId;
}

async function newScreen(
  tx: Queryable,
  { catalogue, clock }: ScreenParts,
  res: Response,
  { name = '', region = null, settings = defaultScreenSettings }: PairingApproval,
) {
  mustReach(signedIn(res), region, catalogue());
  mustFit(settings, region, catalogue(), 'settings.');
  const screen = { name, region, settings, approvedBy: signedIn(res).name };
  const screenId = await insertScreen(tx, screen, clock());
  if (screenId === undefined)
    throw new Problem(
      'conflict',
      `There is a screen "${name}" already; name its screenId to pair it again.`,
      {
        path: 'name',
      },
    );
  return { screenId, name, region };
}
