import type { Mapping } from '#contract/mappingSchema';
import { Problem } from '#contract/problem';
import { defaultSourceSettings, type Precision, type SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import type { SourceRecord } from '../../catalogue/catalogue.ts';
import { registerSource } from '../../catalogue/registerSource.ts';
import { listSources } from '../../catalogue/sourceStore.ts';
import type { Queryable } from '../../db/queryable.ts';
import { timeFormat } from './timeFormat.ts';
import { coarser } from './parseTime.ts';

/** What a mapping says of its source; unlike a source that sends, a historical one is trusted with due dates. */
export function sourceSettings(mapping: Mapping): SourceSettings {
  const { lenient, historical, calendar, timezone, values } = mapping;
  return {
    ...defaultSourceSettings,
    lenient,
    historical,
    trustDueDates: mapping.trustDueDates ?? historical,
    precision: eventPrecision(mapping),
    values,
    ...(calendar === undefined ? {} : { calendar }),
    ...(timezone === undefined ? {} : { timezone }),
  };
}

/** The coarsest time of an event that the mapping can give. */
function eventPrecision(mapping: Mapping): Precision {
  if (mapping.format === 'cloudevents') return 'second';
  const times =
    mapping.rows === 'case'
      ? mapping.events.map(({ time }) => time)
      : [mapping.time, ...mapping.caseEvents.map(({ time }) => time)];
  return times.reduce<Precision>((coarsest, time) => {
    if (time === undefined) return coarsest;
    const own = typeof time === 'string' ? { column: time } : time;
    const formats = [own.timeFormat ?? mapping.timeFormat ?? []].flat();
    const written = formats.map((pattern) => timeFormat(pattern).precision);
    const declared = own.precision ?? mapping.precision ?? 'second';
    return [...written, declared].reduce(coarser, coarsest);
  }, 'second');
}

/**
 * The source a file is booked under, registered without a key when there is none: nobody can send as it.
 * @throws Problem when the name belongs to a source that is judged by other settings than the mapping asks for.
 */
export async function importSource(
  db: Queryable,
  mapping: Mapping,
  sourceInFile: string | undefined,
  now: Instant,
): Promise<SourceRecord> {
  const settings = sourceSettings(mapping);
  const { source, namespace } = mapping;
  const sources = await listSources(db);
  const known =
    sources.find(({ name }) => name === source) ??
    sources.find(({ uri }) => uri === source) ??
    (await addSource(
      db,
      { name: nameOf(source), uri: uriOf(mapping, sourceInFile), namespace, settings },
      now,
    ));
  checkSame(known, mapping, settings);
  if (JSON.stringify(known.settings.values) === JSON.stringify(settings.values)) return known;
  // a table of values is only used on the way in: completing it after a first import changes no verdict
  await setSourceValues(db, known.sourceId, settings.values);
  return { ...known, settings: { ...known.settings, values: settings.values } };
}

async function addSource(
  db: Queryable,
  asked: Parameters<typeof registerSource>[1],
  now: Instant,
): Promise<SourceRecord> {
  const source = await registerSource(db, asked, now);
  await recordAudit(db, {
    at: now,
    actor: 'duban import',
    action: 'source.added',
    subject: { kind: 'source', id: source.name },
    detail: { uri: source.uri, namespace: source.namespace, settings: source.settings },
  });
  return source;
}

async function setSourceValues(
  db: Queryable,
  sourceId: number,
  values: SourceSettings['values'],
): Promise<void> {
  await db.query(
    `update sources set settings = jsonb_set(settings, '{values}', $2::jsonb) where source_id = $1`,
    [sourceId, JSON.stringify(values)],
  );
}

const isUri = (source: string): boolean => /[/:]/.test(source);

/** A mapping may call its source by name, or by the URI its events bear. */
function nameOf(source: string): string {
  return isUri(source) ? source.replace(/[\s:/]+/g, '-').replace(/^-|-$/g, '') : source;
}

function uriOf({ uri, source }: Mapping, sourceInFile: string | undefined): string {
  return uri ?? (isUri(source) ? source : (sourceInFile ?? `/${source}`));
}

function checkSame(known: SourceRecord, mapping: Mapping, settings: SourceSettings): void {
  const asked: [string, unknown, unknown][] = [
    ['namespace', mapping.namespace, known.namespace],
    ['historical', settings.historical, known.settings.historical],
    ['trustDueDates', settings.trustDueDates, known.settings.trustDueDates],
    ['calendar', settings.calendar, known.settings.calendar],
    ['timezone', settings.timezone, known.settings.timezone],
    ['precision', settings.precision, known.settings.precision],
    ['lenient', settings.lenient, known.settings.lenient],
  ];
  const other = asked.find(([, wanted, has]) => wanted !== has);
  if (!other) return;
  const [field, wanted, has] = other.map((value) => (value === undefined ? 'nothing' : String(value)));
  throw new Problem(
    'conflict',
    `The source "${known.name}" is registered with ${field} ${has || '""'} and the mapping says ${wanted || '""'}. Give the mapping another "source", or the ${field} of the registered one.`,
    { path: field },
  );
}
