import type { Page } from '#contract/pageSchema';
import type {
  CalendarAnswer,
  CalendarCaseAnswer,
  CalendarCasesQuery,
  CalendarChange,
  CalendarReport,
  CalendarRun,
  ListedCalendar,
} from '#contract/calendarSchema';
import { request } from './request.ts';

export type {
  CalendarAnswer,
  CalendarCaseAnswer,
  CalendarChange,
  CalendarReport,
  CalendarRun,
  ListedCalendar,
};

const path = (code: string) => `/calendars/${encodeURIComponent(code)}`;

export const listCalendars = async (): Promise<ListedCalendar[]> =>
  (await request<{ items: ListedCalendar[] }>('GET', '/calendars')).items;

/** @param revision as it was then; left out: as it is */
export const getCalendar = (code: string, revision?: number): Promise<CalendarAnswer> =>
  request('GET', revision === undefined ? path(code) : `${path(code)}?revision=${revision}`);

export const previewChange = (code: string, change: CalendarChange): Promise<CalendarRun> =>
  request('POST', `${path(code)}/changes:preview`, change);

/** @param preview the run that showed what moves */
export const applyChange = (code: string, preview: number): Promise<CalendarRun> =>
  request('POST', `${path(code)}/changes`, { preview });

/** Newest first. */
export const listCalendarRuns = async (): Promise<CalendarRun[]> =>
  (await request<{ items: CalendarRun[] }>('GET', '/calendar-runs')).items;

export const getCalendarRun = (runId: number): Promise<CalendarRun> =>
  request('GET', `/calendar-runs/${runId}`);

export const cancelCalendarRun = (runId: number): Promise<void> =>
  request('DELETE', `/calendar-runs/${runId}`);

const parametersOf = (query: CalendarCasesQuery) =>
  new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));

/** The cases that a run concerns, by number. */
export function listCalendarCases(
  runId: number,
  query: CalendarCasesQuery,
  cursor: string | null,
): Promise<Page<CalendarCaseAnswer>> {
  const parameters = parametersOf(query);
  if (cursor) parameters.set('cursor', cursor);
  return request('GET', `/calendar-runs/${runId}/cases?${parameters}`);
}

/** Address of the same as a file. */
export const calendarCasesUrl = (
  runId: number,
  query: CalendarCasesQuery,
  format: 'csv' | 'xlsx',
  lang: string,
): string => `/api/v1/calendar-runs/${runId}/cases.${format}?${parametersOf({ ...query })}&lang=${lang}`;
