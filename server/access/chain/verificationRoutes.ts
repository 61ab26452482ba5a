import { basename } from 'node:path';
import { Router } from 'express';
import type { AuditVerification } from '#contract/auditSchema';
import { Problem } from '#contract/problem';
import { inSnapshot } from '../../db/transaction.ts';
import { instantText } from '../../http/instantText.ts';
import { signedIn, type AccessParts } from '../authenticate.ts';
import { permitted } from '../permissions.ts';
import { requireRole } from '../requireRole.ts';
import { notedHead } from './notedHead.ts';
import type { SealParts } from './sealEntries.ts';
import { verifyChain } from './verifyChain.ts';

export type ChainParts = Pick<SealParts, 'sign' | 'headFile'>;

/** `GET /api/v1/audit-verification`: the whole chain computed again. Who asks meanwhile shares the answer. */
export function verificationRoutes({
  db,
  clock,
  chain: { sign, headFile },
}: Pick<AccessParts, 'db' | 'clock'> & { chain: ChainParts }): Router {
  const verify = async (): Promise<AuditVerification> => {
    const at = instantText(clock());
    const noted = await notedHead(headFile);
    const known = noted ? [{ ...noted, from: basename(headFile) }] : [];
    return { at, ...(await inSnapshot(db, (snapshot) => verifyChain(snapshot, sign, known))) };
  };
  let running: Promise<AuditVerification> | undefined;
  const router = Router();
  router.get('/api/v1/audit-verification', requireRole(...permitted.verifyAudit), async (_req, res) => {
    const { region, department } = signedIn(res);
    if (region !== null || department !== null)
      throw new Problem('forbidden', 'Your account is limited to some places; the chain is of them all.');
    running ??= verify().finally(() => (running = undefined));
    res.set('Cache-Control', 'no-store').json(await running);
  });
  return router;
}
