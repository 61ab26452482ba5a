import express, { Router, type RequestHandler, type Response } from 'express';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { proposalSchema, rejudgeSchema, type RuleRun } from '#contract/ruleSchema';
import type { RuleId } from '#contract/rule';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { isWithinReach, mustReach, ruleNamed } from '../catalogue/ruleRoutes.ts';
import { readBody } from '../http/readInput.ts';
import { checkProposal } from './checkProposal.ts';
import type { RuleRuns } from './ruleRuns.ts';
import { listRuns, runById } from './ruleRunStore.ts';

export interface RuleRunRoutesParts {
  db: Pool;
  catalogue: () => Catalogue;
  runs: RuleRuns;
}

const mostListed = 50;

/**
 * `POST /api/v1/rules/{id}:backtest` and `:rejudge` answer 202 with the place where the run tells how far it is and
 * what it found: `GET /api/v1/rule-runs/{id}`. `DELETE` there ends a back-test.
 */
export function ruleRunRoutes(parts: RuleRunRoutesParts): Router {
  const router = Router();
  const json = express.json({ limit: '16kb' });
  const reader = requireRole(...permitted.changeRules);
  router.post('/api/v1/rules/:id\\:backtest', reader, json, begin(parts, asBacktest));
  router.post(
    '/api/v1/rules/:id\\:rejudge',
    requireRole(...permitted.rejudge),
    json,
    begin(parts, asRejudgement),
  );
  router.get('/api/v1/rule-runs', reader, async (_req, res) => {
    const runs = await listRuns(parts.db, mostListed);
    res.json({ items: runs.filter((run) => reaches(res, run, parts)) });
  });
  router.get('/api/v1/rule-runs/:id', reader, async (req, res) => {
    res.json(await runNamed(req.params['id'], res, parts));
  });
  router.delete('/api/v1/rule-runs/:id', reader, async (req, res) => {
    const run = await runNamed(req.params['id'], res, parts);
    if (run.kind === 'rejudgement')
      throw new Problem(
        'conflict',
        'A re-judgement goes on to its end; half of the past judged anew would be no law.',
      );
    if (!(await parts.runs.cancel(run.runId)))
      throw new Problem('conflict', `Run ${run.runId} has ended; there is nothing to cancel.`);
    res.status(204).end();
  });
  return router;
}

type Asked = Pick<RuleRun, 'kind' | 'proposal'>;
type Reading = (
  body: { req: Parameters<RequestHandler>[0]; res: Response; rule: RuleId },
  parts: RuleRunRoutesParts,
) => Promise<Asked>;

function begin(parts: RuleRunRoutesParts, read: Reading): RequestHandler {
  return async (req, res) => {
    const rule = ruleNamed(req.params['id']);
    const { kind, proposal } = await read({ req, res, rule }, parts);
    mustReach(res, proposal.scope, parts.catalogue());
    checkProposal(rule, proposal, parts.catalogue());
    const run = await parts.runs.start({ kind, rule, proposal, actor: signedIn(res).name });
    res.status(202).location(`/api/v1/rule-runs/${run.runId}`).json(run);
  };
}

const asBacktest: Reading = ({ req }) =>
  Promise.resolve({ kind: 'backtest', proposal: readBody(req, proposalSchema) });

/** Nobody rewrites the past without having seen what that does: the order names the back-test that showed it. */
const asRejudgement: Reading = async ({ req, res, rule }, parts) => {
  const { backtest } = readBody(req, rejudgeSchema);
  const shown = await runNamed(backtest, res, parts);
  if (shown.rule !== rule || shown.kind !== 'backtest' || shown.state !== 'done')
    throw new Problem(
      'conflict',
      `Run ${backtest} is no finished back-test of ${rule}; order one and look at it first.`,
      {
        path: 'backtest',
      },
    );
  return { kind: 'rejudgement', proposal: shown.proposal };
};

async function runNamed(id: unknown, res: Response, parts: RuleRunRoutesParts): Promise<RuleRun> {
  const run = /^\d{1,15}$/.test(String(id)) ? await runById(parts.db, Number(id)) : undefined;
  if (!run || !reaches(res, run, parts))
    throw new Problem('not_found', `There is no run "${String(id)}" here.`);
  return run;
}

const reaches = (res: Response, run: RuleRun, { catalogue }: RuleRunRoutesParts): boolean =>
  isWithinReach(res, run.proposal.scope, catalogue());
