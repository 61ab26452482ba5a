import { Problem } from '#contract/problem';
import type { SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { isBuiltIn } from './builtInCalendars.ts';
import type { SourceRecord } from './catalogue.ts';
import { isTimezone } from './isTimezone.ts';
import { recordedCatalogue } from './recordedCatalogue.ts';
import { insertSource } from './sourceStore.ts';

interface NewSource {
  name: string;
  /** What its events name as `source`; `/{name}` unless told. */
  uri?: string | undefined;
  namespace: string;
  settings: SourceSettings;
}

const namePattern = /^[^\s:/\p{Cc}]{1,100}$/u;
const namespacePattern = /^[^\s:/\p{Cc}]{0,40}$/u;

/**
 * Registers a source, without a key. Throws Problem `invalid` when its name, namespace, time zone, or a code in its
 * settings cannot be, and `conflict` when name or URI are taken.
 */
export async function registerSource(db: Queryable, source: NewSource, now: Instant): Promise<SourceRecord> {
  checkName(source.name);
  if (!namespacePattern.test(source.namespace))
    throw invalid(
      'namespace',
      `"${source.namespace}" cannot be a namespace: no space, colon, slash, at most 40 characters`,
    );
  await checkSettings(db, source.settings);
  const uri = source.uri ?? `/${source.name}`;
  const added = await insertSource(db, { ...source, uri }, now);
  if (added) return added;
  throw new Problem(
    'conflict',
    `a source named ${source.name} or with the URI ${uri} exists already; see "source list", or choose another name`,
  );
}

/** @throws Problem `invalid` */
export function checkName(name: string): void {
  if (!namePattern.test(name))
    throw invalid('name', `"${name}" cannot name a source: 1 to 100 characters, no space, colon or slash`);
}

/** @throws Problem `invalid` for a time zone there is not, or a code that the catalogue does not know */
export async function checkSettings(db: Queryable, settings: SourceSettings): Promise<void> {
  const { timezone, calendar } = settings;
  if (timezone !== undefined && !isTimezone(timezone))
    throw invalid('timezone', `"${timezone}" is no time zone; write it like Asia/Shanghai`);
  const recorded = await recordedCatalogue(db);
  if (calendar !== undefined && !isBuiltIn(calendar) && !recorded.calendars.has(calendar))
    throw invalid(
      'calendar',
      `calendar ${calendar} is not in the catalogue; import it first, or name WEEKDAYS or ALWAYS`,
    );
  const department = settings.departments.find((code) => !recorded.departments.has(code));
  if (department !== undefined)
    throw invalid('department', `department ${department} is not in the catalogue; import it first`);
  const region = settings.regions.find((code) => !recorded.regions.has(code));
  if (region !== undefined)
    throw invalid('region', `region ${region} is not in the catalogue; import it first`);
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid', message, { path });
}
