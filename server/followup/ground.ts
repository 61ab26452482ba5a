import type { Account } from '#contract/account';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import type { WorkCalendar } from '../domain/calendar/workCalendar.ts';
import type { FollowupTerms } from '../domain/followup/followupTerms.ts';
import { followupTerms } from './termsStore.ts';

/** What decisions of one moment rest on. */
export interface Basis {
  catalogue: Catalogue;
  /** The office's: no item, department or source chooses another. */
  calendar: WorkCalendar;
  terms: FollowupTerms;
  now: Instant;
}

export interface Ground extends Basis {
  account: Account;
}

const noSource = 0;

export async function basisOf(db: Queryable, catalogue: Catalogue, now: Instant): Promise<Basis> {
  const calendar = catalogue.calendarOf({ sourceId: noSource }, catalogue.revision);
  const terms = await followupTerms(db, dayText(calendar.zone.dayOf(now)));
  return { catalogue, calendar, terms, now };
}

export async function groundOf(
  db: Queryable,
  catalogue: Catalogue,
  account: Account,
  now: Instant,
): Promise<Ground> {
  return { ...(await basisOf(db, catalogue, now)), account };
}
