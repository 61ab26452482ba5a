import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { attachmentTypes, type Attachment } from '#contract/deskSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import type { Scope } from '../../access/scope.ts';
import { inTransaction } from '../../db/transaction.ts';
import { instantText } from '../../http/instantText.ts';
import { mustHaveRoom } from './attachmentQuota.ts';
import { attachFile, attachmentsOfFlag, flagStays, insertFile, insertPiece } from './attachmentStore.ts';
import { sniffType } from './sniffType.ts';
import { withoutPlace } from './withoutPlace.ts';

/** Encrypts what lies in the database. */
export interface Seal {
  seal(plain: Buffer): Buffer;
  open(sealed: Buffer): Buffer;
}

/** Read and sent piece by piece: a file is never whole in memory again. */
const pieceLength = 256 * 1024;

/**
 * Attaches a file to a flag. Files lie in the database, sealed: two servers that share it share no disk, and one backup
 * holds both the flag and its evidence. The same bytes are stored once.
 * @throws Problem `unsupported_media_type` | `not_found` | `conflict` | `too_large`
 */
export async function storeAttachment(
  parts: { pool: Pool; seal: Seal },
  given: { flagId: number; name: string; bytes: Buffer; scope: Scope; actor: string; at: Instant },
): Promise<Attachment> {
  const { flagId, name, scope, actor, at } = given;
  const type = typeOf(given.bytes, name);
  const bytes = withoutPlace(given.bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  await inTransaction(parts.pool, async (db) => {
    if (!(await flagStays(db, flagId, scope))) throw unknownFlag(flagId);
    await mustHaveRoom(db, { flagId, account: actor, size: bytes.length, at });
    if (await insertFile(db, { hash, type, size: bytes.length, at })) {
      for (let nth = 0; nth * pieceLength < bytes.length; nth += 1) {
        const piece = bytes.subarray(nth * pieceLength, (nth + 1) * pieceLength);
        await insertPiece(db, hash, nth, parts.seal.seal(piece));
      }
    }
    if (await attachFile(db, { flagId, hash, name, at, by: actor })) {
      const subject = { kind: 'flag', id: String(flagId) };
      const detail = { hash, name, type, size: bytes.length };
      await recordAudit(db, { at, actor, action: 'flag.attached', subject, detail });
    }
  });
  const stored = (await attachmentsOfFlag(parts.pool, flagId, scope)).find((one) => one.hash === hash);
  if (!stored) throw unknownFlag(flagId);
  return { ...stored, at: instantText(stored.at) };
}

function typeOf(bytes: Buffer, name: string): keyof typeof attachmentTypes {
  const ending = /\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = sniffType(bytes, ending);
  const endings: readonly string[] = type === undefined ? [] : attachmentTypes[type];
  if (type !== undefined && endings.includes(ending)) return type;
  const taken = Object.values(attachmentTypes).flat().join(', ');
  throw new Problem(
    'unsupported_media_type',
    type === undefined
      ? `"${name}" is none of the files that are taken (${taken}; text as UTF-8, documents without macros).`
      : `"${name}" holds what a file ending in .${endings.join(' or .')} does; rename it so.`,
    { path: 'name' },
  );
}

export const unknownFlag = (id: unknown): Problem =>
  new Problem('not_found', `There is no flag "${String(id)}" here, or it is outside your scope.`);
