import { Router, type RequestHandler } from 'express';
import type { Pool } from 'pg';
import { attachmentQuerySchema, largestAttachment } from '#contract/deskSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { actorOf, signedIn } from '../../access/authenticate.ts';
import { permitted } from '../../access/permissions.ts';
import { requireRole } from '../../access/requireRole.ts';
import { scopeOf } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { flagInScope } from '../../flags/flagListStore.ts';
import { instantText } from '../../http/instantText.ts';
import { readQuery } from '../../http/readInput.ts';
import { sendStream } from '../../http/sendStream.ts';
import { attachmentsOfFlag, fileInScope, readPiece } from './attachmentStore.ts';
import { readUpload } from './readUpload.ts';
import { storeAttachment, unknownFlag, type Seal } from './storeAttachment.ts';

export interface AttachmentRoutesParts {
  pool: Pool;
  clock: () => Instant;
  catalogue: () => Catalogue;
  seal: Seal;
}

/** Each is whole in memory while it is looked through. */
const mostUploadsAtOnce = 4;

/** `GET`, `POST /api/v1/flags/{id}/attachments` and `GET /api/v1/attachments/{hash}`. */
export function attachmentRoutes(parts: AttachmentRoutesParts): Router {
  const { pool, catalogue } = parts;
  const router = Router();
  const reader = requireRole(...permitted.readFlags);
  const path = '/api/v1/flags/:id/attachments';
  router.get(path, reader, async (req, res) => {
    const scope = scopeOf(signedIn(res), catalogue());
    const flagId = idOf(req.params['id']);
    if (!(await flagInScope(pool, flagId, scope))) throw unknownFlag(flagId);
    const rows = await attachmentsOfFlag(pool, flagId, scope);
    res.json({ items: rows.map((row) => ({ ...row, at: instantText(row.at) })) });
  });
  router.post(path, requireRole(...permitted.attachFiles), upload(parts));
  router.get('/api/v1/attachments/:hash', reader, download(parts));
  return router;
}

function upload({ pool, clock, catalogue, seal }: AttachmentRoutesParts): RequestHandler {
  let uploads = 0;
  return async (req, res) => {
    const { name } = readQuery(req, attachmentQuerySchema);
    const flagId = idOf(req.params['id']);
    const scope = scopeOf(signedIn(res), catalogue());
    // looked at before the body is: nobody sends megabytes to a flag that is not theirs
    if (!(await flagInScope(pool, flagId, scope))) throw unknownFlag(flagId);
    if (uploads >= mostUploadsAtOnce) {
      res.set('Retry-After', '2');
      throw new Problem('busy', `${uploads} files are being sent already; try again in a moment.`);
    }
    uploads += 1;
    try {
      const bytes = await readUpload(req, largestAttachment);
      const given = { flagId, name, bytes, scope, actor: actorOf(res), at: clock() };
      res.status(201).json(await storeAttachment({ pool, seal }, given));
    } finally {
      uploads -= 1;
    }
  };
}

/** Nothing of what people send is ever run or shown by a browser as a page of ours. */
function download({ pool, catalogue, seal }: AttachmentRoutesParts): RequestHandler {
  return async (req, res) => {
    const hash = String(req.params['hash']);
    const scope = scopeOf(signedIn(res), catalogue());
    const file = /^[\da-f]{64}$/.test(hash) ? await fileInScope(pool, hash, scope) : undefined;
    if (!file)
      throw new Problem('not_found', `There is no attachment "${hash}" here, or it is outside your scope.`);
    res.attachment(file.name).set({
      'Content-Type': file.type,
      'Content-Length': String(file.size),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    });
    const pieces = async function* (): AsyncGenerator<Buffer> {
      for (let nth = 0; ; nth += 1) {
        const sealed = await readPiece(pool, hash, nth);
        if (sealed === undefined) return;
        yield seal.open(sealed);
      }
    };
    await sendStream(res, pieces());
  };
}

function idOf(text: unknown): number {
  if (/^\d{1,15}$/.test(String(text))) return Number(text);
  throw unknownFlag(text);
}
