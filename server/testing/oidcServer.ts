import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider, { type Adapter, type AdapterPayload, type Configuration } from 'oidc-provider';
import { listen } from '../http/httpServer.ts';

/** Claims of somebody whom the provider knows. */
export interface KnownPerson {
  sub: string;
  preferred_username?: string;
  name?: string;
  groups?: unknown;
}

export const oidcClient = { clientId: 'duban', clientSecret: 'hunter2' };

/** A real OpenID Connect provider on a free loopback port, which lets `person` in without asking for anything. */
export async function startOidcServer({
  redirectUri,
  claimsIn = 'userinfo',
  auth = 'client_secret_basic',
  host = '127.0.0.1',
}: {
  redirectUri: string;
  claimsIn?: 'userinfo' | 'id_token';
  auth?: 'client_secret_basic' | 'client_secret_post';
  /** As browsers call it: `localhost` is another site than 127.0.0.1. */
  host?: '127.0.0.1' | 'localhost';
}) {
  const state: {
    /** Who signs in next; null: they decline. */
    person: KnownPerson | null;
    /** What the provider does with requests: answers, hangs up, or says nothing at all. */
    mood: 'answering' | 'hanging up' | 'silent';
  } = { person: null, mood: 'answering' };
  const known = new Map<string, KnownPerson>();
  const server = createServer();
  const running = await listen(server, { host: '127.0.0.1', port: 0 });
  const issuer = `http://${host}:${running.port}`;
  const provider = new Provider(issuer, {
    ...settings(redirectUri, auth),
    conformIdTokenClaims: claimsIn === 'userinfo',
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ ...known.get(sub), sub }),
    }),
  });
  const logIn = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { person } = state;
    if (person !== null) known.set(person.sub, person);
    await provider.interactionFinished(
      req,
      res,
      person === null ? { error: 'access_denied' } : { login: { accountId: person.sub } },
    );
  };
  const answer = provider.callback();
  server.on('request', (req, res) => {
    if (state.mood === 'hanging up') req.socket.destroy();
    else if (state.mood === 'answering')
      void (req.url?.startsWith('/interaction/') ? logIn(req, res) : answer(req, res));
  });
  return { issuer: new URL(issuer), state, close: () => running.close(0) };
}

const lifetime = 600;

function settings(redirectUri: string, auth: 'client_secret_basic' | 'client_secret_post'): Configuration {
  const { clientId, clientSecret } = oidcClient;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stored = new Map<string, AdapterPayload>();
  return {
    adapter: (name) => adapter(name, stored),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: auth,
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientAuthMethods: [auth],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
    cookies: { keys: ['of the test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kty: 'EC', use: 'sig', alg: 'ES256' }] },
    ttl: {
      AccessToken: lifetime,
      AuthorizationCode: lifetime,
      Grant: lifetime,
      IdToken: lifetime,
      Interaction: lifetime,
      Session: lifetime,
    },
    // an office's own application: nobody is asked whether it may know who they are
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  };
}

function adapter(name: string, stored: Map<string, AdapterPayload>): Adapter {
  const key = (id: string): string => `${name}:${id}`;
  return {
    async upsert(id, payload) {
      stored.set(key(id), payload);
    },
    find: async (id) => stored.get(key(id)),
    findByUserCode: async () => undefined,
    findByUid: async (uid) => [...stored.values()].find((one) => one['uid'] === uid),
    async consume(id) {
      const payload = stored.get(key(id));
      if (payload !== undefined) payload.consumed = true;
    },
    async destroy(id) {
      stored.delete(key(id));
    },
    async revokeByGrantId(grantId) {
      for (const [id, { grantId: of }] of stored) if (of === grantId) stored.delete(id);
    },
  };
}
