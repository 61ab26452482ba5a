import { Router, type RequestHandler } from 'express';
import type { Account } from '#contract/account';
import type { FlagDetail } from '#contract/answerSchema';
import { Problem } from '#contract/problem';
import { flagListQuerySchema } from '#contract/querySchema';
import type { Instant } from '#contract/time';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
import { flappingWithin } from './calmTopics.ts';
import { flagInScope, transitionsOfFlag } from './flagListStore.ts';
import type { FlagDetailRow, TransitionRow } from './flagListStore.ts';
import { flagPage, flagSummaryOf } from './flagPage.ts';
import { turnsOfFlags } from './turnStore.ts';

export interface FlagRoutesParts {
  db: Queryable;
  clock: () => Instant;
  catalogue: () => Catalogue;
  /** What the answer about one flag says beside: how its follow-up stands. */
  follow?: (account: Account, flagId: number) => Promise<object | undefined>;
}

/** `GET /api/v1/flags` and `/flags/{id}` with evidence and history. */
export function flagRoutes(parts: FlagRoutesParts): Router {
  const router = Router();
  const reader = requireRole(...permitted.readFlags);
  router.get('/api/v1/flags', reader, async (req, res) => {
    const { db, catalogue, clock } = parts;
    const query = readQuery(req, flagListQuerySchema);
    res.json(await flagPage({ db, catalogue: catalogue(), now: clock() }, query, signedIn(res)));
  });
  router.get('/api/v1/flags/:id', reader, answerFlag(parts));
  return router;
}

/** Answers the flag that the address names, as far as the account sees it. */
export function answerFlag({ db, catalogue, follow }: FlagRoutesParts): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const id = /^\d{1,15}$/.test(req.params.id) ? Number(req.params.id) : undefined;
    const scope = scopeOf(signedIn(res), catalogue());
    const found = id === undefined ? undefined : await flagInScope(db, id, scope);
    if (found === undefined)
      throw new Problem(
        'not_found',
        `There is no flag "${req.params.id}" here, or it is outside your scope.`,
      );
    const history = await transitionsOfFlag(db, found.flagId);
    const to = history.at(-1)?.at ?? found.raisedAt;
    const turns = await turnsOfFlags(db, [found.flagId], { from: to - flappingWithin, to });
    const detail = detailOf(found, turns.get(found.flagId) ?? 0, history);
    res
      .set('ETag', `"${found.version}"`)
      .json({ ...detail, ...(await follow?.(signedIn(res), found.flagId)) });
  };
}

const detailOf = (row: FlagDetailRow, turns: number, history: readonly TransitionRow[]): FlagDetail => ({
  ...flagSummaryOf(row),
  occurrence: row.occurrence,
  ruleVersion: row.ruleVersion,
  itemRevision: row.itemRevision,
  calendarRevision: row.calendarRevision,
  asOf: instantText(row.asOf),
  knownAt: instantText(row.knownAt),
  evidence: row.evidence,
  turns,
  history: history.map((transition) => ({ ...transition, at: instantText(transition.at) })),
});
