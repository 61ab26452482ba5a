import type { z } from 'zod';

export interface ApiRoute {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it: parameters in braces. */
  path: string;
  summary: string;
  /** Who may: nobody in particular, the key of a source, an account (session cookie or API token), or a paired screen. */
  needs: 'nothing' | 'sourceKey' | 'account' | 'screen';
  query?: z.ZodObject;
  body?: { types: readonly string[]; schema: z.ZodType };
  status: number;
  answer?: z.ZodType;
  /** Media type, where a file is answered. */
  file?: string;
}
