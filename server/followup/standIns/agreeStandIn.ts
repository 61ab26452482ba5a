import type { Pool } from 'pg';
import type { Account } from '#contract/account';
import { Problem } from '#contract/problem';
import type { NewStandIn } from '#contract/standInSchema';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { inTransaction } from '../../db/transaction.ts';
import { dayText } from '../../domain/calendar/localDay.ts';
import { endOfMoment, startOfMoment } from '../../domain/calendar/localMoment.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import { refusalOfStandIn } from '../../domain/followup/standIn.ts';
import { enqueueNotification } from '../../notifications/enqueue.ts';
import { couldStandIn, isUnder, listOfficers, type Officer } from './standInPeople.ts';
import { insertStandIn, lockStandIns, standingPeriods } from './standInStore.ts';
import { agreedText } from './standInText.ts';

/**
 * Agrees that somebody stands in for an officer: for oneself, or, as a supervisor, for others whom one may name. The
 * stand-in is told, and the officer where somebody else has asked.
 * @throws Problem at the field that is wrong, `conflict` where the days or the people are taken
 */
export function agreeStandIn(
  { pool, catalogue }: { pool: Pool; catalogue: Catalogue },
  account: Account,
  { officer = account.name, standIn, from, to, note }: NewStandIn,
  now: Instant,
): Promise<number> {
  return inTransaction(pool, async (db) => {
    await lockStandIns(db);
    const officers = await listOfficers(db);
    const own = officer === account.name;
    const isTheirs = (one: Officer): boolean => isUnder(account, one, catalogue);
    const who = officers.find((one) => one.name === officer && (own || isTheirs(one)));
    if (!who)
      throw new Problem('invalid', `"${officer}" is no officer for whom you could name a stand-in.`, {
        path: 'officer',
      });
    const asked = { officer, standIn, from, to };
    const standing = await standingPeriods(db, [officer, standIn], now);
    const fits = own
      ? couldStandIn(who, catalogue)
      : (one: Officer) => one.role === who.role && isTheirs(one);
    const person = officers.find((one) => one.name === standIn && (standIn === officer || fits(one)));
    if (!person)
      throw new Problem('invalid', `"${standIn}" is nobody of the same role who could stand in here.`, {
        path: 'standIn',
      });
    const refusal = refusalOfStandIn(asked, standing, dayText(timezone(catalogue.timezone).dayOf(now)));
    if (refusal)
      throw new Problem(
        refusal.code,
        refusal.detail,
        refusal.path === undefined ? {} : { path: refusal.path },
      );
    const beginsAt = startOfMoment(from, catalogue.timezone);
    const endsAt = endOfMoment(to, catalogue.timezone);
    const by = account.name;
    const standInId = await insertStandIn(db, { ...asked, beginsAt, endsAt, note, by }, now);
    await recordAudit(db, {
      at: now,
      actor: by,
      action: 'stand_in.agreed',
      subject: { kind: 'account', id: officer },
      detail: { standInId, standIn, from, to },
    });
    await enqueueNotification(db, {
      at: now,
      kind: 'stand_in.agreed',
      department: null,
      accounts: own ? [standIn] : [standIn, officer],
      flagIds: [],
      text: agreedText(who.displayName, person.displayName, from, to),
    });
    return standInId;
  });
}
