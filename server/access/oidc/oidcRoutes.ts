import type { Router } from 'express';
import type { Logger } from 'pino';
import type { AccountRoutesParts } from '../accountRoutes.ts';
import { oidcGroupRoutes } from './oidcGroupRoutes.ts';
import { createOidcProvider, type OidcProviderParts, type OidcSettings } from './oidcProvider.ts';
import { oidcSignInRoutes, type OidcSignInParts } from './oidcSignInRoutes.ts';

/**
 * Sign-in through the city's own provider, and what its groups may here: to stand behind `authenticate`.
 * @param parts `settings` count together with `publicUrl`, whose `/api/v1/oidc/callback` the provider has registered
 */
export function oidcRoutes({
  settings,
  log,
  timeoutSeconds,
  ...parts
}: AccountRoutesParts &
  Pick<OidcSignInParts, 'vault'> &
  Pick<OidcProviderParts, 'timeoutSeconds'> & {
    settings: OidcSettings | undefined;
    log: Pick<Logger, 'warn'>;
  }): Router[] {
  const { publicUrl, clock } = parts;
  const provider =
    settings &&
    publicUrl &&
    createOidcProvider({
      settings,
      redirectUri: new URL('/api/v1/oidc/callback', publicUrl).href,
      clock,
      onRefusal: (reason) => log.warn({ reason }, 'nobody was signed in through the provider'),
      timeoutSeconds,
    });
  return [oidcSignInRoutes({ ...parts, provider }), oidcGroupRoutes(parts)];
}
