import type { AddedToken, AllTokens, NewToken, TokenList } from '#contract/accountSchema';
import { request } from './request.ts';

/** The own live tokens, and the roles one of them may be limited to. */
export const ownTokens = (): Promise<TokenList> => request('GET', '/account/tokens');

/** Answers the token, which is shown this once. */
export const addToken = async (token: NewToken): Promise<string> =>
  (await request<AddedToken>('POST', '/account/tokens', token)).token;

export const revokeOwnToken = (tokenId: number): Promise<void> =>
  request('DELETE', `/account/tokens/${tokenId}`);

/** Every account's; for administrators of all places. */
export const allTokens = async (): Promise<AllTokens['items']> =>
  (await request<AllTokens>('GET', '/tokens')).items;

export const revokeToken = (tokenId: number): Promise<void> => request('DELETE', `/tokens/${tokenId}`);
