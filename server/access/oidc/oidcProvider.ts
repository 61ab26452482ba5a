import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ClientAuth,
  type Configuration,
} from 'openid-client';
import { z } from 'zod';
import type { OidcRefusal } from '#contract/oidcSchema';
import type { Instant } from '#contract/time';
import { readPerson, type ProviderPerson } from './readPerson.ts';
import { reasonOf, refusalOf } from './refusalOf.ts';

export interface OidcSettings {
  /** https, or http on this machine. */
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that holds a person's groups. */
  readonly groupsClaim: string;
  /** As the request carries them, apart by spaces. */
  readonly scopes: string;
}

/** What has to be known again when the browser comes back. */
export const checksSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Checks = z.infer<typeof checksSchema>;

/** The city's own provider (OpenID Connect: authorization code with PKCE, state and nonce). */
export interface OidcProvider {
  /** As accounts are linked to it. */
  readonly issuer: string;
  /** Where to send the browser, and what to keep meanwhile. */
  begin(): Promise<{ url: string; checks: Checks } | OidcRefusal>;
  /** @param query of the request that the browser came back with */
  finish(query: string, checks: Checks): Promise<ProviderPerson | OidcRefusal>;
}

export interface OidcProviderParts {
  settings: OidcSettings;
  /** As it is registered at the provider. */
  redirectUri: string;
  clock: () => Instant;
  /** Tells the operator why somebody was not signed in, without anything about them. */
  onRefusal: (reason: string) => void;
  timeoutSeconds?: number;
}

/** Endpoints change seldom; keys that nobody knows yet are fetched as they appear. */
const rediscoverAfter = 3_600_000;

/** Asks nothing before the first sign-in: a provider that is down keeps nothing here from starting. */
export function createOidcProvider(parts: OidcProviderParts): OidcProvider {
  const { settings, redirectUri, clock, onRefusal, timeoutSeconds = 10 } = parts;
  let known: { at: Instant; asked: Promise<Configuration> } | undefined;
  const configuration = (): Promise<Configuration> => {
    const now = clock();
    if (known !== undefined && now - known.at < rediscoverAfter) return known.asked;
    const asked = discover(settings, timeoutSeconds);
    const round = { at: now, asked };
    known = round;
    asked.catch(() => {
      if (known === round) known = undefined;
    });
    return asked;
  };
  const refused = (error: unknown): OidcRefusal => {
    onRefusal(reasonOf(error));
    return refusalOf(error);
  };
  return {
    issuer: settings.issuer.href,
    async begin() {
      try {
        const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
        const url = buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: settings.scopes,
          state: checks.state,
          nonce: checks.nonce,
          code_challenge: await calculatePKCECodeChallenge(checks.verifier),
          code_challenge_method: 'S256',
        });
        return { url: url.href, checks };
      } catch (error) {
        return refused(error);
      }
    },
    async finish(query, { state, nonce, verifier }) {
      try {
        const config = await configuration();
        const tokens = await authorizationCodeGrant(config, new URL(`?${query}`, redirectUri), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
        });
        const idToken = tokens.claims();
        if (idToken === undefined) throw new Error('the provider sent no ID token');
        const complete = [settings.groupsClaim, 'preferred_username', 'name'].every((one) => one in idToken);
        const more =
          complete || config.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await fetchUserInfo(config, tokens.access_token, idToken.sub);
        return readPerson({ ...more, ...idToken }, settings.groupsClaim);
      } catch (error) {
        return refused(error);
      }
    },
  };
}

const discover = (settings: OidcSettings, timeout: number): Promise<Configuration> =>
  discovery(settings.issuer, settings.clientId, undefined, secretOf(settings), {
    timeout,
    execute: [
      // beside the connection that brought it, the ID token's signature is checked
      enableNonRepudiationChecks,
      ...(settings.issuer.protocol === 'http:' ? [allowInsecureRequests] : []),
    ],
  });

/** As the provider can take it; one that says nothing takes Basic (OpenID Connect Discovery). */
function secretOf({ clientSecret }: OidcSettings): ClientAuth {
  const basic = ClientSecretBasic(clientSecret);
  const post = ClientSecretPost(clientSecret);
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (ways.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}
