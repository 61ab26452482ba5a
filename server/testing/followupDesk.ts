import type { Pool } from 'pg';
import type { Role } from '#contract/account';
import type { FlagAction } from '#contract/followup';
import { followedFlagSchema, type FollowedFlag } from '#contract/followupSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { answerFlag, flagRoutes } from '../flags/flagRoutes.ts';
import { answerFollowup } from '../followup/answerFollowup.ts';
import { exemptionRoutes } from '../followup/exemptionRoutes.ts';
import { followupRoutes } from '../followup/followupRoutes.ts';
import { orderRoutes } from '../followup/orderRoutes.ts';
import { termsRoutes } from '../followup/termsRoutes.ts';
import { watchFollowups } from '../followup/watchFollowups.ts';
import { accountWithToken, readApp } from './readApp.ts';
import { at } from './scenario.ts';

export interface Answered<Body = Record<string, unknown>> {
  status: number;
  body: Body;
  headers: Headers;
}

/** The follow-up over HTTP, with accounts of a test and its clock. */
export interface FollowupDesk {
  join(account: { name: string; role: Role; region?: string; department?: string }): Promise<void>;
  ask(who: string, method: string, path: string, body?: object, version?: number): Promise<Answered>;
  flag(who: string, flagId: number): Promise<FollowedFlag>;
  /** Does it with the newest version; must succeed. */
  act(who: string, flagId: number, action: FlagAction, body?: object): Promise<FollowedFlag>;
  /** What it is refused with. */
  refused(who: string, flagId: number, action: FlagAction, body?: object): Promise<Answered>;
  /** One pass of the follow-up job at an instant of Chongqing's clock. */
  pass(time: string): Promise<number>;
  close(): Promise<void>;
}

export async function followupDesk(
  pool: Pool,
  catalogue: () => Catalogue,
  time: { now: Instant },
): Promise<FollowupDesk> {
  const clock = () => time.now;
  const app = await readApp(pool, { now: time.now }, () => {
    const acting = { pool, clock, catalogue };
    const flags = {
      db: pool,
      clock,
      catalogue,
      follow: (account: Parameters<typeof answerFollowup>[1], flagId: number) =>
        answerFollowup({ db: pool, catalogue: catalogue(), now: clock() }, account, flagId),
    };
    return [
      flagRoutes(flags),
      followupRoutes({ ...acting, answerFlag: answerFlag(flags) }),
      orderRoutes(acting),
      exemptionRoutes(acting),
      termsRoutes(acting),
    ];
  });
  const tokens = new Map<string, string>();
  const ask: FollowupDesk['ask'] = async (who, method, path, body, version) => {
    const answer = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.get(who) ?? ''}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>,
      headers: answer.headers,
    };
  };
  const versionOf = async (flagId: number): Promise<number> => {
    const { rows } = await pool.query<{ version: number }>('select version from flags where flag_id = $1', [
      flagId,
    ]);
    return rows[0]?.version ?? 1;
  };
  const refused: FollowupDesk['refused'] = async (who, flagId, action, body = {}) =>
    ask(who, 'POST', `/flags/${flagId}/${action}`, body, await versionOf(flagId));
  return {
    ask,
    refused,
    async join(account) {
      tokens.set(account.name, await accountWithToken(pool, account, time.now));
    },
    async flag(who, flagId) {
      return followedFlagSchema.parse((await ask(who, 'GET', `/flags/${flagId}`)).body);
    },
    async act(who, flagId, action, body) {
      const answer = await refused(who, flagId, action, body);
      if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
      return followedFlagSchema.parse(answer.body);
    },
    pass(now) {
      time.now = at(now);
      return watchFollowups({ pool, catalogue }, time.now);
    },
    close: app.close,
  };
}
