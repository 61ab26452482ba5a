import type { Instant, LocalDay } from '../time.ts';
import type { Language } from './language.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timezone: string, language: Language): Intl.DateTimeFormat {
  const key = `${language} ${timezone}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(key, made);
  return made;
}

export interface LocalClock {
  day: LocalDay;
  weekday: string;
  hour: number;
  /** `10:26` */
  minute: string;
  /** `10:26:08` */
  second: string;
}

/** An instant as the office's wall clock shows it, in the IANA zone given. */
export function localClock(at: Instant, timezone: string, language: Language): LocalClock {
  const parts = new Map(
    format(timezone, language)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: part('weekday'),
    hour: Number(part('hour')),
    minute: `${part('hour')}:${part('minute')}`,
    second: `${part('hour')}:${part('minute')}:${part('second')}`,
  };
}
