import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { movePosition, readPosition, type JobPosition } from '../db/jobPosition.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { enqueueNotification, type NewNotification } from './enqueue.ts';
import { signInChangesBetween, type SignInChange } from './signInChangeStore.ts';

const position: JobPosition = { job: 'tell_sign_in_changes', counts: 'at' };
const hour = 3_600_000;
/** A transaction that is still under way may yet commit entries with a time before now. */
const settled = 10_000;

/**
 * Tells people what has changed in how they sign in, whoever changed it: the audit is read, so that commands and
 * other servers are heard too. @returns how many were told
 */
export function tellSignInChanges(
  pool: Pool,
  now: Instant,
  assertFence: (db: Queryable) => Promise<void>,
): Promise<number> {
  return inTransaction(pool, async (db) => {
    await assertFence(db);
    const to = now - settled;
    const from = (await readPosition(db, position)) ?? to - hour;
    const changes = await signInChangesBetween(db, from, to);
    for (const { account, change, n } of changes)
      await enqueueNotification(db, {
        at: now,
        kind: kinds[change],
        department: null,
        accounts: [account],
        flagIds: [],
        text: textOf(change, n),
      });
    await movePosition(db, position, to);
    return changes.length;
  });
}

const kinds: Record<SignInChange, string> = {
  password: 'account.password',
  factor_on: 'account.second_factor',
  factor_off: 'account.second_factor',
  token: 'account.token',
  token_ends: 'account.token',
  new_place: 'account.sign_in',
  wrong_code: 'account.sign_in',
};

/** Nothing that helps somebody who reads the mailbox: no address, no name of a browser. */
function textOf(change: SignInChange, n: number): NewNotification['text'] {
  const { zh, en } = sentences[change];
  if (change === 'token_ends') return { zh, en };
  const times = n > 1 ? { zh: `（${n} 次）`, en: ` (${n} times)` } : { zh: '', en: '' };
  return {
    zh: `${zh}${times.zh}。如非本人操作，请立即联系管理员`,
    en: `${en}${times.en}. If that was not you, tell an administrator at once`,
  };
}

const sentences: Record<SignInChange, NewNotification['text']> = {
  password: { zh: '您的密码已修改', en: 'Your password was changed' },
  factor_on: { zh: '您的账号已开启两步验证', en: 'A second factor was set up for your account' },
  factor_off: { zh: '您的账号已关闭两步验证', en: 'The second factor of your account was turned off' },
  token: { zh: '您的账号新建了访问令牌', en: 'An API token was made for your account' },
  token_ends: {
    zh: '您有访问令牌将在两周后到期，如仍需使用请新建一个替换',
    en: 'An API token of yours ends in two weeks; make another in its place if it is still needed',
  },
  new_place: { zh: '您的账号在新的地址登录', en: 'Your account was signed in to from a new address' },
  wrong_code: {
    zh: '有人输入了您的密码，但验证码不正确或已用过',
    en: 'Somebody typed your password, and a code that is wrong or used',
  },
};
