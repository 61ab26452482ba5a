import type { OidcState } from '#contract/oidcSchema';
import { request } from './request.ts';

/** Whether the city has a provider to sign in through, and why this browser's last attempt failed: told once. */
export const oidcState = (): Promise<OidcState> => request('GET', '/oidc');

/** Where a browser goes to sign in through the provider. @param to path to go on to */
export const oidcStart = (to: string): string => `/api/v1/oidc/start?to=${encodeURIComponent(to)}`;
