import type { LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { dayNumber } from '../domain/calendar/localDay.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

interface City {
  regions: number;
  departments: number;
  items: number;
  sources: number;
  administrators: number;
  publishedThrough: LocalDay | null;
  rulesRanSecondsAgo: number | null;
  cases: boolean;
}

/** A limit may run into days that nobody has published. */
const soonDays = 45;
const rulesStandSeconds = 300;

/** What a city needs before it can be supervised, and whether the rules run. */
export async function cityFindings(db: Queryable, today: LocalDay): Promise<Finding[]> {
  const { rows } = await db.query<City>(
    `select (select count(distinct code) from regions) as regions,
            (select count(distinct code) from departments) as departments,
            (select count(distinct code) from items) as items,
            (select count(*) from sources where revoked_at is null and disabled_at is null) as sources,
            (select count(*) from accounts where role = 'admin' and disabled_at is null) as administrators,
            (select published_through from calendars where code = 'CN' order by revision desc limit 1)
              as "publishedThrough",
            (select extract(epoch from clock_timestamp() - last_finished_at)::float8
               from job_heartbeats where job = 'raise_flags') as "rulesRanSecondsAgo",
            exists (select from cases) as cases`,
  );
  const [city] = rows;
  if (!city) return [];
  return [
    catalogueFinding(city),
    calendarFinding(city, today),
    accountFinding(city),
    sourceFinding(city),
    rulesFinding(city),
  ];
}

function catalogueFinding({ regions, departments, items }: City): Finding {
  const told = `${regions} regions, ${departments} departments, ${items} items`;
  return departments > 0 && items > 0
    ? ok('catalogue', `${told}.`)
    : warning(
        'catalogue',
        `${told}; import the catalogue (duban catalogue import FILE) or follow the first steps at /admin/start.`,
      );
}

function calendarFinding({ publishedThrough }: City, today: LocalDay): Finding {
  if (publishedThrough === null)
    return fault(
      'calendar',
      'There is no calendar CN; start the server once, it brings the published years.',
    );
  const left = dayNumber(publishedThrough) - dayNumber(today);
  if (left < 0)
    return fault(
      'calendar',
      `Holidays are published through ${publishedThrough} alone: due dates are provisional; publish the year at /admin/calendars.`,
    );
  return left < soonDays
    ? warning(
        'calendar',
        `Holidays are published through ${publishedThrough}; publish the next year at /admin/calendars once it is announced.`,
      )
    : ok('calendar', `Holidays are published through ${publishedThrough}.`);
}

const accountFinding = ({ administrators }: City): Finding =>
  administrators > 0
    ? ok('accounts', `${administrators} administrators.`)
    : warning(
        'accounts',
        'There is no administrator; start the server and use the code it prints, or run duban user add NAME --role admin.',
      );

const sourceFinding = ({ sources }: City): Finding =>
  sources > 0
    ? ok('sources', `${sources} sources.`)
    : warning(
        'sources',
        'No system reports yet; register one at /admin/sources, or run duban source add NAME.',
      );

function rulesFinding({ rulesRanSecondsAgo: ago, cases }: City): Finding {
  if (ago !== null && ago <= rulesStandSeconds) return ok('rules', `The rules ran ${Math.round(ago)} s ago.`);
  const told =
    ago === null ? 'The rules have never run' : `The rules last ran ${Math.round(ago / 60)} minutes ago`;
  return (cases ? fault : warning)(
    'rules',
    `${told}; start a server (npm start), or see what is wrong at /admin/jobs.`,
  );
}
