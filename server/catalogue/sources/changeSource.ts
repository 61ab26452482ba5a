import { Problem } from '#contract/problem';
import type { SourceSettings } from '#contract/source';
import type { SourcePatch, SourceSettingsPatch } from '#contract/sourceSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { SourceRecord } from '../catalogue.ts';
import { checkName, checkSettings } from '../registerSource.ts';
import { changedFixed, judgedOtherwise } from './fixedSettings.ts';
import { updateSource } from './managedSourceStore.ts';

/** Settings with a change laid over them; null takes a setting away. */
export function patched(before: SourceSettings, change: SourceSettingsPatch): SourceSettings {
  const { calendar: hadCalendar, timezone: hadZone, ...kept } = before;
  const { calendar = hadCalendar, timezone = hadZone, ...given } = change;
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    ...kept,
    ...stated,
    ...(calendar == null ? {} : { calendar }),
    ...(timezone == null ? {} : { timezone }),
  };
}

/**
 * Changes a source's registration: what it sends from now on is read by the new one.
 * @throws Problem `invalid` for a code or name that cannot be, `conflict` for a fixed setting or what another source
 * has, `stale_version` when somebody changed it meanwhile
 * @returns what changed, for the audit
 */
export async function changeSource(
  db: Queryable,
  source: SourceRecord & { hasReported: boolean },
  patch: SourcePatch,
  version: number,
  now: Instant,
): Promise<Record<string, { before: unknown; after: unknown }>> {
  const { name = source.name, uri = source.uri } = patch;
  const settings = patched(source.settings, patch.settings ?? {});
  if (source.revokedAt !== null)
    throw new Problem('conflict', `Source ${source.name} is revoked for good; add another one.`);
  checkName(name);
  await checkSettings(db, settings);
  const fixed = source.hasReported ? changedFixed(source.settings, settings) : undefined;
  if (fixed !== undefined)
    throw new Problem(
      'conflict',
      `settings.${fixed} is fixed since ${source.name} has reported: its cases were computed by it. Register another source for what it sends from now on.`,
      { path: `settings.${fixed}` },
    );
  const { sourceId } = source;
  const otherwise = judgedOtherwise(source.settings, settings);
  const change = { sourceId, version, name, uri, settings, judgedOtherwise: otherwise };
  const done = await updateSource(db, change, now);
  if (done === 'stale')
    throw new Problem('stale_version', `Source ${source.name} is at version ${source.version} by now.`);
  if (done === 'taken')
    throw new Problem('conflict', `A source named ${name} or with the URI ${uri} exists already.`, {
      path: patch.uri === undefined ? 'name' : 'uri',
    });
  return differences(source, { name, uri, settings });
}

type Registration = Pick<SourceRecord, 'name' | 'uri' | 'settings'>;

function differences(
  before: Registration,
  after: Registration,
): Record<string, { before: unknown; after: unknown }> {
  const flat = ({ name, uri, settings }: Registration): Record<string, unknown> => {
    return { name, uri, ...settings };
  };
  const [was, is] = [flat(before), flat(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return Object.fromEntries(
    names
      .filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]))
      .map((key) => [key, { before: was[key] ?? null, after: is[key] ?? null }]),
  );
}
