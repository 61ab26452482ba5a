import { Router } from 'express';
import { calendarQuerySchema, type CalendarAnswer, type ListedCalendar } from '#contract/calendarSchema';
import { Problem } from '#contract/problem';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import type { Queryable } from '../db/queryable.ts';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import { instantText } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
import { builtInCalendar, isBuiltIn } from './builtInCalendars.ts';
import { calendarAt, calendarHistory } from './calendarHistoryStore.ts';
import { calendarUse } from './calendarUse.ts';
import type { Catalogue } from './catalogue.ts';
import type { CatalogueHolder } from './catalogueHolder.ts';

export interface CalendarListRoutesParts {
  db: Queryable;
  holder: CatalogueHolder;
}

const mostVersions = 100;

/** `GET /api/v1/calendars`: every calendar and who uses it. `GET /api/v1/calendars/{code}`: its days as well. */
export function calendarListRoutes({ db, holder }: CalendarListRoutesParts): Router {
  const router = Router();
  const admin = requireRole(...permitted.changeCalendars);
  const everywhere = requireAllPlaces('calendars');
  router.get('/api/v1/calendars', admin, everywhere, async (_req, res) => {
    await holder.refresh(db);
    const catalogue = holder.current();
    res.json({ items: calendarsOf(catalogue).map((calendar) => listed(calendar, catalogue)) });
  });
  router.get('/api/v1/calendars/:code', admin, everywhere, async (req, res) => {
    const { revision } = readQuery(req, calendarQuerySchema);
    await holder.refresh(db);
    const catalogue = holder.current();
    const code = String(req.params['code']);
    const calendar = calendarsOf(catalogue).find((one) => one.code === code);
    if (!calendar) throw notThere(code);
    const past = revision === undefined ? {} : await calendarAt(db, code, revision);
    if (!past) throw notThere(code);
    const versions = await calendarHistory(db, code, mostVersions);
    const answer: CalendarAnswer = {
      ...listed(calendar, catalogue),
      days: calendar.days.map(({ day, off, name }) => ({ date: day, off, name })),
      ...past,
      versions: versions.map((one) => ({ ...one, recordedAt: instantText(one.recordedAt) })),
    };
    res.json(answer);
  });
  return router;
}

const notThere = (code: string): Problem =>
  new Problem(
    'not_found',
    `calendar ${code} is not in the catalogue; GET /api/v1/calendars lists those that are.`,
  );

function calendarsOf({ calendars, timezone }: Catalogue): CalendarVersion[] {
  return [...calendars, builtInCalendar('WEEKDAYS', timezone), builtInCalendar('ALWAYS', timezone)];
}

function listed(calendar: CalendarVersion, catalogue: Catalogue): ListedCalendar {
  const { code, revision, timezone, duePolicy, hours, publishedThrough, basedOn = null } = calendar;
  return {
    code,
    revision,
    builtIn: isBuiltIn(code),
    timezone,
    duePolicy,
    hours: hours.map(([from, to]) => [from, to]),
    publishedThrough,
    basedOn,
    usedBy: calendarUse(catalogue, code),
  };
}
