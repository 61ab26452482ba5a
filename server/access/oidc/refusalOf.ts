import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import type { OidcRefusal } from '#contract/oidcSchema';

export const refusal = (why: OidcRefusal['why'], names: readonly string[] = []): OidcRefusal => ({
  why,
  names: names.slice(0, 5).map((name) => name.slice(0, 64)),
});

/** What an error on the way to the provider and back means to whoever wants to sign in. */
export function refusalOf(error: unknown): OidcRefusal {
  if (error instanceof AuthorizationResponseError)
    return refusal(isTrouble(error.error) ? 'provider_down' : 'declined');
  if (error instanceof ResponseBodyError)
    return refusal(error.status >= 500 ? 'provider_down' : 'not_verified');
  return refusal(isUnreachable(error) ? 'provider_down' : 'not_verified');
}

/** Error codes of RFC 6749, 4.1.2.1, that are no answer of the person. */
const isTrouble = (code: string): boolean => code === 'server_error' || code === 'temporarily_unavailable';

/** `fetch` throws a bare TypeError when nobody answers; the library's own carry a code. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof ClientError)
    return ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'].includes(
      error.code ?? '',
    );
  return error instanceof TypeError && !('code' in error);
}

/** For the log: no claims, no codes, no tokens, which the library keeps in `cause`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError)
    return `${error.error}: ${error.error_description ?? error.message}`;
  if (error instanceof WWWAuthenticateChallengeError) {
    const parameters = error.cause[0]?.parameters;
    return `${error.status} ${parameters?.error ?? ''}: ${parameters?.error_description ?? error.message}`;
  }
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
