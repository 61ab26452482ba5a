import express, { Router, type Response } from 'express';
import {
  letterBulkSchema,
  mendLetterSchema,
  openLetterSchema,
  type LetterGroups,
  type OpenedLetter,
} from '#contract/deadLetterSchema';
import { maskNumbers } from '#contract/maskNumbers';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit, type AuditEntry } from '../../access/audit.ts';
import { actorOf, sessionOf, signedIn } from '../../access/authenticate.ts';
import { permitted } from '../../access/permissions.ts';
import { requireRole } from '../../access/requireRole.ts';
import { scopeOf } from '../../access/scope.ts';
import { instantText } from '../../http/instantText.ts';
import { readBody } from '../../http/readInput.ts';
import { mostOfOneSource } from '../keepDeadLetters.ts';
import { bulkLetters } from './bulkLetters.ts';
import { letterGroups, sealedLetter } from './letterStore.ts';
import { maskedLetter } from './maskedLetter.ts';
import { mendLetter } from './mendLetter.ts';
import type { LetterDeps } from './resendLetters.ts';

export interface LetterRoutesParts extends LetterDeps {
  clock: () => Instant;
}

const mostGroups = 200;

/**
 * What is done with refused events: `GET /api/v1/dead-letter-groups`, and under `/api/v1/dead-letters`
 * `POST /{id}/open` (the event, for a stated reason and masked), `POST /{id}/mend`, `POST :bulk` (replay or discard,
 * 500 letters a call).
 */
export function letterRoutes(parts: LetterRoutesParts): Router {
  const { pool, clock, catalogue, sealer } = parts;
  const router = Router();
  const mender = requireRole(...permitted.mendDeadLetters);
  const scopeFor = (res: Response) => scopeOf(signedIn(res), catalogue.current());
  const audit = (res: Response, action: string, id: string, detail: Record<string, unknown>): AuditEntry => {
    return { at: clock(), actor: actorOf(res), action, subject: { kind: 'dead_letter', id }, detail };
  };
  async function letterNamed(res: Response, id: unknown) {
    const letterId = /^[1-9]\d{0,14}$/.test(String(id)) ? Number(id) : 0;
    const letter = await sealedLetter(pool, letterId, scopeFor(res));
    if (letter) return letter;
    throw new Problem(
      'not_found',
      `There is no letter "${String(id).slice(0, 40)}" here: it has expired after 30 days, or is outside your scope.`,
    );
  }

  router.get('/api/v1/dead-letter-groups', requireRole(...permitted.readDeadLetters), async (_req, res) => {
    const rows = await letterGroups(pool, scopeFor(res), mostGroups);
    const quotas = new Map<number, LetterGroups['quotas'][number]>();
    for (const { sourceId, source, n } of rows) {
      const open = (quotas.get(sourceId)?.open ?? 0) + n;
      quotas.set(sourceId, { sourceId, source, open, quota: mostOfOneSource });
    }
    res.json({
      groups: rows.map(({ firstAt, lastAt, expiresAt, ...group }) => ({
        ...group,
        firstAt: instantText(firstAt),
        lastAt: instantText(lastAt),
        expiresAt: instantText(expiresAt),
      })),
      quotas: [...quotas.values()],
    });
  });
  router.post('/api/v1/dead-letters/:id/open', mender, express.json({ limit: '4kb' }), async (req, res) => {
    const { reason } = readBody(req, openLetterSchema);
    sessionOf(res);
    const letter = await letterNamed(res, req.params['id']);
    const text = sealer.open(letter.body).toString('utf8');
    await recordAudit(pool, audit(res, 'dead_letter.opened', `${letter.deadLetterId}`, { reason }));
    const came = parsed(text);
    const masked = came === undefined ? undefined : maskedLetter(came);
    const answer: OpenedLetter = {
      deadLetterId: letter.deadLetterId,
      event: masked?.event ?? null,
      text: masked ? null : maskNumbers(text),
      masked: masked?.masked ?? [],
      mended:
        letter.mended && maskedLetter(parsed(sealer.open(letter.mended).toString('utf8')) ?? null).event,
    };
    res.set('Cache-Control', 'no-store').json(answer);
  });
  router.post('/api/v1/dead-letters/:id/mend', mender, express.json({ limit: '128kb' }), async (req, res) => {
    const { event, dryRun } = readBody(req, mendLetterSchema);
    const letter = await letterNamed(res, req.params['id']);
    const by = actorOf(res);
    const { answer, changed } = await mendLetter(parts, letter, event, { by, now: clock(), dryRun });
    if (!dryRun && answer.taken)
      await recordAudit(
        pool,
        audit(res, 'dead_letter.mended', `${letter.deadLetterId}`, { changed, code: letter.code }),
      );
    res.json(answer);
  });
  router.post('/api/v1/dead-letters\\:bulk', mender, express.json({ limit: '16kb' }), async (req, res) => {
    const asked = readBody(req, letterBulkSchema);
    const answer = await bulkLetters(parts, asked, scopeFor(res), { by: actorOf(res), now: clock() });
    const { looked, replayed, refused, discarded } = answer;
    const { action, dryRun, source, code, path, waitsFor, reason } = asked;
    if (!dryRun && looked > 0)
      await recordAudit(
        pool,
        audit(res, action === 'replay' ? 'dead_letters.replayed' : 'dead_letters.discarded', '', {
          ...{ source, code, path, waitsFor, reason },
          ...{ looked, replayed, refused, discarded },
        }),
      );
    res.json(answer);
  });
  return router;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
