import express, { Router, type RequestHandler } from 'express';
import { flagActions, type FlagAction } from '#contract/followup';
import { bulkSchema } from '#contract/followupSchema';
import { Problem } from '#contract/problem';
import { signedIn } from '../access/authenticate.ts';
import { actorName } from '../access/credential.ts';
import { requireRole } from '../access/requireRole.ts';
import { actionTable } from '../domain/followup/actionTable.ts';
import { readIfMatch } from '../http/ifMatch.ts';
import { notJson, readBody } from '../http/readInput.ts';
import { actOnFlags, type ActingParts } from './actOnFlags.ts';
import { bulkAnswerOf } from './bulkAnswer.ts';
import { readCommand } from './readCommand.ts';

export interface FollowupRoutesParts extends ActingParts {
  /** Answers a flag as `GET /api/v1/flags/{id}` does. */
  answerFlag: RequestHandler<{ id: string }>;
}

/**
 * `POST /api/v1/flags/{id}/{action}`, answered as `GET /api/v1/flags/{id}`, and `POST /api/v1/flags:bulk`: the same
 * action on many flags, each with its own refusal; with `dryRun` the preview of it.
 */
export function followupRoutes(parts: FollowupRoutesParts): Router {
  const router = Router();
  router.post('/api/v1/flags\\:bulk', requireRole(), express.json({ limit: '4mb' }), async (req, res) => {
    const { action, flags, body, dryRun } = readBody(req, bulkSchema);
    mayAtAll(signedIn(res).role, action);
    const asked = flags.map((one) => ({ ...one, body: { ...body, ...one.body } }));
    const account = signedIn(res);
    const acted = await actOnFlags(parts, { account, actor: actorName(account) }, action, asked, { dryRun });
    res.json(await bulkAnswerOf(parts, account, acted, dryRun));
  });
  router.post(
    '/api/v1/flags/:id/:action',
    (req, _res, next) => next(actionNamed(req.params['action']) ? undefined : 'route'),
    requireRole(),
    express.json({ limit: '64kb' }),
    act(parts),
    parts.answerFlag,
  );
  return router;
}

function act(parts: ActingParts): RequestHandler<{ id: string; action: string }> {
  return async (req, res, next) => {
    const { id } = req.params;
    const action = actionNamed(req.params.action);
    if (!action) throw new Problem('not_found', `There is no action "${req.params.action}".`);
    const account = signedIn(res);
    mayAtAll(account.role, action);
    const version = readIfMatch(req);
    const flagId = /^\d{1,15}$/.test(id) ? Number(id) : undefined;
    if (flagId === undefined)
      throw new Problem('not_found', `There is no flag "${id}" here, or it is outside your scope.`);
    // wrong input is told by its field before the state of the flag is looked at, whatever that is
    if (req.is('json') === false) throw notJson();
    const command = readCommand(action, req.body);
    if (!('action' in command)) throw new Problem('invalid', command.detail, { path: command.path });
    const asked = [{ flagId, version, body: req.body as unknown }];
    await actOnFlags(parts, { account, actor: actorName(account) }, action, asked, { whole: true });
    next();
  };
}

const actionNamed = (text: unknown): FlagAction | undefined => flagActions.find((action) => action === text);

/** Before anything is looked up: nobody learns of a flag by an action that is not theirs. */
function mayAtAll(role: ReturnType<typeof signedIn>['role'], action: FlagAction): void {
  const { roles } = actionTable[action];
  if (!roles.includes(role))
    throw new Problem(
      'forbidden',
      `The role ${role} may not ${action} a flag; it takes ${roles.join(' or ')}.`,
    );
}
