import type { Response } from 'express';
import { Problem } from '#contract/problem';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { signedIn, type AccessParts } from '../authenticate.ts';
import { readNumber } from '../readNumber.ts';
import { scopeOf } from '../scope.ts';
import { listScreens, lockScreen, type ScreenRecord } from './screenStore.ts';

export interface ScreenParts extends AccessParts {
  catalogue: () => Catalogue;
}

/** A screen in the scope of who asks. @throws Problem `not_found` for any other */
export async function screenNamed(
  db: Queryable,
  { clock, catalogue }: Pick<ScreenParts, 'clock' | 'catalogue'>,
  res: Response,
  id: unknown,
): Promise<ScreenRecord> {
  const screenId = readNumber(String(id), 'screen');
  const scope = scopeOf(signedIn(res), catalogue());
  const [found] = await listScreens(db, { scope, screenId }, clock());
  if (found) return found;
  throw new Problem('not_found', `There is no screen ${screenId} in your places.`);
}

/** The same, held to the end of the transaction. */
export async function heldScreen(
  ...[tx, parts, res, id]: Parameters<typeof screenNamed>
): Promise<ScreenRecord> {
  const { screenId } = await screenNamed(tx, parts, res, id);
  await lockScreen(tx, screenId);
  return screenNamed(tx, parts, res, screenId);
}
