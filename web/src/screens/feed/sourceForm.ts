import type { SourceAnswer } from '../../api/sources.ts';

/** Everything typed is text, so that a draft of it can be kept. */
export type SourceValues = Record<string, string>;

export const switches = ['lenient', 'trustDueDates', 'historical', 'finishedSuspensionsOnly'] as const;

export const firstSource: SourceValues = {
  name: '',
  uri: '',
  namespace: '',
  departments: '',
  regions: '',
  delayWorkdays: '1',
  precision: 'second',
  timezone: '',
  calendar: '',
  cannotExpress: '',
};

export function sourceValues({ name, uri, namespace, settings }: SourceAnswer): SourceValues {
  const flags = Object.fromEntries(switches.map((flag) => [flag, settings[flag] ? 'yes' : 'no']));
  return {
    ...flags,
    name,
    uri,
    namespace,
    departments: settings.departments.join(' '),
    regions: settings.regions.join(' '),
    delayWorkdays: String(settings.delayWorkdays),
    precision: settings.precision,
    timezone: settings.timezone ?? '',
    calendar: settings.calendar ?? '',
    cannotExpress: settings.cannotExpress.join(' '),
  };
}

export const codesOf = (text: string | undefined): string[] =>
  (text ?? '').split(/[\s,，、]+/).filter((code) => code !== '');

/** As the server takes it. Of a source there is already, what is fixed is left out. */
export function sourceBody(values: SourceValues, known: SourceAnswer | null): object {
  const typed = {
    ...Object.fromEntries(switches.map((flag) => [flag, values[flag] === 'yes'])),
    departments: codesOf(values['departments']),
    regions: codesOf(values['regions']),
    delayWorkdays: Number(values['delayWorkdays']),
    precision: values['precision'],
    timezone: values['timezone'] || null,
    calendar: values['calendar'] || null,
    cannotExpress: codesOf(values['cannotExpress']),
  };
  const settings = Object.fromEntries(
    Object.entries(typed).filter(([name]) => known?.fixed.includes(name) !== true),
  );
  const uri = values['uri']?.trim();
  return {
    name: values['name'],
    ...(uri ? { uri } : {}),
    ...(known ? {} : { namespace: values['namespace'] ?? '' }),
    settings,
  };
}
