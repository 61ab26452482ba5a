import express, { Router } from 'express';
import { roles, type Account, type Role } from '#contract/account';
import { newTokenSchema, type AddedToken, type TokenList } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { recordAudit } from './audit.ts';
import { actorOf, inOwnPlace, signedIn, type AccessParts } from './authenticate.ts';
import { mustHavePlace, type Rights } from './mustHavePlace.ts';
import { permitted } from './permissions.ts';
import { readNumber } from './readNumber.ts';
import { addToken, listTokens, revokeToken, type TokenRecord } from './tokenStore.ts';

export interface TokenRoutesParts extends AccessParts {
  catalogue: () => Catalogue;
}

const dayMs = 86_400_000;

/** A person's own API tokens: `GET`, `POST /api/v1/account/tokens`, `DELETE …/{id}`. No token makes another. */
export function tokenRoutes({ db, clock, catalogue }: TokenRoutesParts): Router {
  const router = Router();
  const own = async ({ name }: Account): Promise<TokenRecord[]> =>
    (await listTokens(db)).filter((token) => token.account === name && isLive(token, clock()));
  router.get('/api/v1/account/tokens', async (_req, res) => {
    const account = signedIn(res);
    const answer: TokenList = {
      items: (await own(account)).map(tokenAnswer),
      roles: roles.filter((role) => isWithinRole(role, account.role)),
    };
    res.set('Cache-Control', 'no-store').json(answer);
  });
  router.post('/api/v1/account/tokens', express.json({ limit: '4kb' }), async (req, res) => {
    const account = inOwnPlace(res);
    const { name, days, role = null, region = null, department = null } = readBody(req, newTokenSchema);
    mustLieWithin(account, { role, region, department }, catalogue());
    const now = clock();
    const answer = await inTransaction(db, async (tx): Promise<AddedToken> => {
      const expiresAt = now + days * dayMs;
      const added = await addToken(
        tx,
        { account: account.name, name, expiresAt, role, region, department },
        now,
      );
      if (added === undefined) throw new Problem('forbidden', 'Your account is disabled.');
      await recordAudit(tx, {
        at: now,
        actor: actorOf(res),
        action: 'token.added',
        subject: { kind: 'token', id: `${added.tokenId}` },
        detail: { account: account.name, name, days, role, region, department },
      });
      return { tokenId: added.tokenId, token: added.secret };
    });
    res.status(201).set('Cache-Control', 'no-store').json(answer);
  });
  router.delete('/api/v1/account/tokens/:id', async (req, res) => {
    const account = signedIn(res);
    const tokenId = readNumber(req.params.id, 'token');
    if (!(await own(account)).some((token) => token.tokenId === tokenId))
      throw new Problem('not_found', `You have no live token ${tokenId}.`);
    await inTransaction(db, async (tx) => {
      if (!(await revokeToken(tx, tokenId, clock()))) return;
      const subject = { kind: 'token', id: `${tokenId}` };
      await recordAudit(tx, {
        at: clock(),
        actor: actorOf(res),
        action: 'token.revoked',
        subject,
        detail: {},
      });
    });
    res.status(204).end();
  });
  return router;
}

/** @throws Problem `invalid` at what the account itself may not do or see */
function mustLieWithin(
  account: Account,
  asked: Omit<Rights, 'role'> & { role: Role | null },
  catalogue: Catalogue,
): void {
  const { region, department } = asked;
  const role = asked.role ?? account.role;
  if (!isWithinRole(role, account.role))
    throw new Problem('invalid', `The role ${role} may do what ${account.role} may not; choose another.`, {
      path: 'role',
    });
  mustHavePlace({ role, region, department: department ?? account.department }, catalogue);
  if (region !== null && account.region !== null && !catalogue.isWithinRegion(region, [account.region]))
    throw new Problem('invalid', `The region ${region} lies outside yours.`, { path: 'region' });
  if (
    department !== null &&
    account.department !== null &&
    !catalogue.isWithinDepartment(department, [account.department])
  )
    throw new Problem('invalid', `The department ${department} lies outside yours.`, { path: 'department' });
}

/** Whatever the one role may, the other may too. */
const isWithinRole = (role: Role, own: Role): boolean =>
  Object.values(permitted).every(
    (allowed: readonly Role[]) => !allowed.includes(role) || allowed.includes(own),
  );

export const isLive = ({ revokedAt, expiresAt }: TokenRecord, now: Instant): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt > now);

export const tokenAnswer = ({
  tokenId,
  name,
  createdAt,
  expiresAt,
  lastUsedAt,
  role,
  region,
  department,
}: TokenRecord): TokenList['items'][number] => ({
  tokenId,
  name,
  createdAt: instantText(createdAt),
  expiresAt: instantTextOrNull(expiresAt),
  lastUsedAt: instantTextOrNull(lastUsedAt),
  role,
  region,
  department,
});
