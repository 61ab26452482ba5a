import {
  accountChangeSchema,
  accountListSchema,
  addedAccountSchema,
  addedTokenSchema,
  allTokensSchema,
  drawnPasswordSchema,
  factorProposalSchema,
  firstCodeSchema,
  managedAccountSchema,
  newAccountSchema,
  newTokenSchema,
  ownAccountSchema,
  passwordAgainSchema,
  passwordChangeSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  sessionListSchema,
  tokenListSchema,
} from '#contract/accountSchema';
import { auditListSchema, auditQuerySchema, auditVerificationSchema } from '#contract/auditSchema';
import { revealedSchema, revealSchema } from '#contract/revealSchema';
import type { ApiRoute } from './apiRoute.ts';
import { oidcApiRoutes } from './oidcApiRoutes.ts';

const json = ['application/json'] as const;
const own = '/api/v1/account';
const others = '/api/v1/accounts';
const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', needs: 'account' } as const;
const end = { method: 'delete', needs: 'account', status: 204 } as const;

/** Accounts, sessions, second factors, tokens, personal data and the audit. */
export const accessApiRoutes: readonly ApiRoute[] = [
  ...oidcApiRoutes,
  { ...get, path: own, summary: 'How the own account signs in', answer: ownAccountSchema },
  {
    ...post,
    path: `${own}/password`,
    summary: 'Change the own password; every other session ends',
    body: { types: json, schema: passwordChangeSchema },
    status: 204,
  },
  { ...get, path: `${own}/sessions`, summary: 'The own open sessions', answer: sessionListSchema },
  { ...end, path: `${own}/sessions/{id}`, summary: 'End one of the own sessions' },
  {
    ...get,
    path: `${own}/second-factor`,
    summary: 'Whether the own second factor is on',
    answer: secondFactorSchema,
  },
  {
    ...post,
    path: `${own}/second-factor`,
    summary: 'Propose a secret for an authenticator app',
    body: { types: json, schema: passwordAgainSchema },
    status: 201,
    answer: factorProposalSchema,
  },
  {
    ...post,
    path: `${own}/second-factor:confirm`,
    summary: 'Turn the second factor on with its first code; recovery codes are answered this once',
    body: { types: json, schema: firstCodeSchema },
    status: 200,
    answer: recoveryCodesSchema,
  },
  {
    ...post,
    path: `${own}/second-factor:remove`,
    summary: 'Turn the second factor off',
    body: { types: json, schema: passwordAgainSchema },
    status: 204,
  },
  { ...get, path: `${own}/tokens`, summary: 'The own API tokens', answer: tokenListSchema },
  {
    ...post,
    path: `${own}/tokens`,
    summary: 'Make an API token, as able as the account or less',
    body: { types: json, schema: newTokenSchema },
    status: 201,
    answer: addedTokenSchema,
  },
  { ...end, path: `${own}/tokens/{id}`, summary: 'Revoke one of the own API tokens' },
  { ...get, path: '/api/v1/tokens', summary: 'Live API tokens of every account', answer: allTokensSchema },
  { ...end, path: '/api/v1/tokens/{id}', summary: 'Revoke an API token of any account' },
  { ...get, path: others, summary: 'Accounts', answer: accountListSchema },
  {
    ...post,
    path: others,
    summary: 'Make an account; its password is answered this once',
    body: { types: json, schema: newAccountSchema },
    status: 201,
    answer: addedAccountSchema,
  },
  {
    path: `${others}/{name}`,
    method: 'patch',
    needs: 'account',
    summary: 'Change role, places, name, or whether it is disabled',
    body: { types: json, schema: accountChangeSchema },
    status: 200,
    answer: managedAccountSchema,
  },
  {
    ...post,
    path: `${others}/{name}/password`,
    summary: 'Draw a new password; every session of the account ends',
    status: 200,
    answer: drawnPasswordSchema,
  },
  {
    ...get,
    path: `${others}/{name}/sessions`,
    summary: 'Open sessions of an account',
    answer: sessionListSchema,
  },
  { ...end, path: `${others}/{name}/sessions`, summary: 'End every session of an account' },
  { ...end, path: `${others}/{name}/sessions/{id}`, summary: 'End a session of an account' },
  { ...end, path: `${others}/{name}/second-factor`, summary: 'Turn the second factor of an account off' },
  {
    ...post,
    path: '/api/v1/cases/{caseId}/reveal',
    summary: 'The applicant’s personal data, for a stated reason that the audit keeps',
    body: { types: json, schema: revealSchema },
    status: 200,
    answer: revealedSchema,
  },
  {
    ...get,
    path: '/api/v1/audit',
    summary: 'Who did what, newest first',
    query: auditQuerySchema,
    answer: auditListSchema,
  },
  {
    ...get,
    path: '/api/v1/audit-verification',
    summary: 'The whole chain of the audit computed again',
    answer: auditVerificationSchema,
  },
];
