import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import type { Role } from '#contract/account';
import type { ScreenCommand } from '#contract/screen';
import { screenCommandSchema } from '#contract/screenSchema';
import type { Instant } from '#contract/time';
import { appendChange } from '../../changes/appendChange.ts';
import { inTransaction } from '../../db/transaction.ts';
import { readBody } from '../../http/readInput.ts';
import { recordAudit } from '../audit.ts';
import { actorOf, signedIn } from '../authenticate.ts';
import { permitted } from '../permissions.ts';
import { requireRole } from '../requireRole.ts';
import { screenAudit } from './screenAudit.ts';
import { heldScreen, type ScreenParts } from './screenParts.ts';
import { askScreenshot } from './screenshotStore.ts';

const administrators: ReadonlySet<ScreenCommand['command']> = new Set(['identify', 'screenshot']);

/** `POST /api/v1/screens/{id}/command`: told to the screen wherever its socket hangs, once, if it has one. */
export function commandRoutes(parts: ScreenParts): Router {
  const { db, clock } = parts;
  const router = Router();
  router.post(
    '/api/v1/screens/:id/command',
    requireRole(...permitted.steerScreens),
    express.json({ limit: '4kb' }),
    async (req, res) => {
      const command = readBody(req, screenCommandSchema);
      mustSteer(signedIn(res).role, command);
      mustBePast(command, clock());
      await inTransaction(db, async (tx) => {
        const screen = await heldScreen(tx, parts, res, req.params.id);
        const { screenId, name, connected } = screen;
        if (!connected)
          throw new Problem('conflict', `The screen ${name} is not connected; nothing reaches it.`);
        if (command.command === 'screenshot') await askScreenshot(tx, screenId, clock());
        const by = { actor: actorOf(res), at: clock() };
        await recordAudit(tx, screenAudit('screen.commanded', screen, { ...by, ...command }));
        await appendChange(tx, clock(), { screens: [[screenId, { topic: 'screen:command', command }]] });
      });
      res.status(204).end();
    },
  );
  return router;
}

function mustSteer(role: Role, { command }: ScreenCommand): void {
  if (administrators.has(command) && !permitted.administerScreens.some((one) => one === role))
    throw new Problem('forbidden', `The role ${role} may not ask a screen for "${command}".`);
}

function mustBePast(command: ScreenCommand, now: Instant): void {
  if (command.command !== 'replay') return;
  const { from, to } = command;
  if (from >= to || to > now)
    throw new Problem('invalid', 'A replay ends later than it begins, and not in the future.', {
      path: 'to',
    });
}
