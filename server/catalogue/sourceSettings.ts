import type { Mapping } from '#contract/mappingSchema';
import { defaultSourceSettings, type SourceSettings } from '#contract/source';

/** What a mapping says about its source; a past log is trusted with its due dates unless it says otherwise. */
export function settingsOfMapping(mapping: Mapping): SourceSettings {
  return {
    ...defaultSourceSettings,
    lenient: mapping.lenient,
    historical: mapping.historical,
    trustDueDates: mapping.trustDueDates ?? mapping.historical,
    ...('precision' in mapping && mapping.precision !== undefined ? { precision: mapping.precision } : {}),
    ...(mapping.calendar === undefined ? {} : { calendar: mapping.calendar }),
    ...(mapping.timezone === undefined ? {} : { timezone: mapping.timezone }),
    values: mapping.values,
  };
}
