import type { Request } from 'express';
import { Problem } from '#contract/problem';

/**
 * The version that somebody wants to change, as the ETag told it.
 * @throws Problem `version_required` without one, `invalid` for what no ETag of ours is
 */
export function readIfMatch(req: Pick<Request, 'headers'>): number {
  const given = req.headers['if-match'];
  if (given === undefined)
    throw new Problem('version_required', 'Say which version you have seen: If-Match: "<version>".');
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1];
  if (version === undefined)
    throw new Problem('invalid', `If-Match ${given} is no version of ours; take it from the ETag.`, {
      path: 'If-Match',
    });
  return Number(version);
}
