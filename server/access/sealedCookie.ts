import type { Response } from 'express';
import { z } from 'zod';
import type { AccessParts } from './authenticate.ts';
import { cookieName, cookieOptions, readCookie } from './cookie.ts';
import type { Vault } from './secondFactor/secondFactorStore.ts';

/** Something a browser keeps for us for a while and can neither read nor change. */
export interface SealedCookie<Content> {
  set(res: Response, content: Content): void;
  /** Undefined: there is none, it is not ours, or it is too old. */
  read(header: string | undefined): Content | undefined;
  clear(res: Response): void;
}

/** @param lifetime in ms; counted here too, for a browser may keep what it likes */
export function sealedCookie<Content>(
  { name, content, lifetime }: { name: string; content: z.ZodType<Content>; lifetime: number },
  { vault, clock, publicUrl }: Pick<AccessParts, 'clock' | 'publicUrl'> & { vault: Vault },
): SealedCookie<Content> {
  const full = cookieName(name, publicUrl);
  const options = cookieOptions(publicUrl);
  const schema = z.object({ name: z.literal(name), until: z.number(), content });
  return {
    set(res, given) {
      const sealed = vault.seal(
        Buffer.from(JSON.stringify({ name, until: clock() + lifetime, content: given })),
      );
      res.cookie(full, sealed.toString('base64url'), { ...options, maxAge: lifetime });
    },
    read(header) {
      const value = readCookie(header, full, /^[\w-]{40,4000}$/);
      if (value === undefined) return undefined;
      const kept = schema.safeParse(opened(vault, value)).data;
      return kept !== undefined && kept.until > clock() ? kept.content : undefined;
    },
    clear(res) {
      res.clearCookie(full, options);
    },
  };
}

function opened(vault: Vault, value: string): unknown {
  try {
    return JSON.parse(vault.open(Buffer.from(value, 'base64url')).toString('utf8'));
  } catch {
    // sealed by another key, changed on the way, or never ours
    return undefined;
  }
}
