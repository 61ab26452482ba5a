import type { FirstRun } from '#contract/firstRunSchema';
import type { Instant } from '#contract/time';
import { countScreens } from '../access/screens/screenStore.ts';
import { defaultCalendar } from '../catalogue/builtInCalendars.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { casesAndAccounts, firstFlag, heardSources, isGuideHidden, testCases } from './firstRunStore.ts';

/** What the installation has of what it needs, read anew: the guide ticks off what is there, however it came. */
export async function answerFirstRun(db: Queryable, known: Catalogue, now: Instant): Promise<FirstRun> {
  const [hidden, sources, flag, counted, screens, tests] = [
    await isGuideHidden(db),
    await heardSources(db),
    await firstFlag(db),
    await casesAndAccounts(db),
    await countScreens(db, now),
    await testCases(db),
  ];
  return {
    now: instantText(now),
    hidden,
    catalogue: countedCatalogue(known),
    calendar: calendarOf(known),
    sources: sources.map(({ lastReceivedAt, ...source }) => ({
      ...source,
      lastReceivedAt: instantTextOrNull(lastReceivedAt),
    })),
    firstFlag: flag ? { ...flag, raisedAt: instantText(flag.raisedAt) } : null,
    ...counted,
    screens: screens.expected,
    testCases: tests.map(({ caseId, removed, flags }) => ({ caseId, removed, flags })),
  };
}

function countedCatalogue({ regions, departments, itemVersions }: Catalogue): FirstRun['catalogue'] {
  const complete = (records: readonly { code: string; provisional?: boolean }[]) =>
    new Set(records.filter(({ provisional }) => provisional !== true).map(({ code }) => code)).size;
  return { regions: complete(regions), departments: complete(departments), items: complete(itemVersions) };
}

function calendarOf({ calendars }: Catalogue): FirstRun['calendar'] {
  const calendar = calendars.find(({ code }) => code === defaultCalendar);
  if (!calendar) return null;
  const { code, timezone, days, publishedThrough } = calendar;
  const first = days.reduce((least, { day }) => (day < least ? day : least), publishedThrough);
  return { code, timezone, firstYear: Number(first.slice(0, 4)), publishedThrough };
}
