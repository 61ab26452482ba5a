import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/**
 * The late cases of a log by nothing but its own dates: the independent witness against which imports and rules are
 * tested. It shares no line with them on purpose, and reads just as much CSV and XES as the two logs need.
 */
export interface LogCase {
  id: string;
  /** Epoch milliseconds, as all times here. */
  opened: number;
  due: number | undefined;
  closed: number | undefined;
  steps: { name: string; at: number }[];
}

export interface LateCases {
  concluded: string[];
  open: string[];
}

/** As the log stood at `asOf`: a case that is not open yet is in neither list, one without a deadline never. */
export function lateCases(cases: readonly LogCase[], asOf: number): LateCases {
  const known = cases.filter(({ opened }) => opened <= asOf);
  const closedBy = ({ closed }: LogCase): boolean => closed !== undefined && closed <= asOf;
  const ids = (of: LogCase[]): string[] => of.map(({ id }) => id).sort();
  return {
    concluded: ids(
      known.filter((one) => closedBy(one) && one.due !== undefined && (one.closed ?? 0) > one.due),
    ),
    open: ids(known.filter((one) => !closedBy(one) && one.due !== undefined && one.due < asOf)),
  };
}

/** The municipal permits (XES): trace attributes startdate, deadline, enddate. */
export function permitCases(file: string): LogCase[] {
  const log = gunzipSync(readFileSync(file)).toString('utf8');
  return [...log.matchAll(/<trace>(.*?)<\/trace>/gs)].map(([, trace = '']) => {
    const [attributes = '', ...events] = trace.split(/<event>/);
    const time = (key: string, of: string): number | undefined => {
      const text = attribute(of, key);
      return text === undefined ? undefined : Date.parse(text);
    };
    return {
      id: attribute(attributes, 'concept:name') ?? '',
      opened: time('startdate', attributes) ?? NaN,
      due: time('deadline', attributes),
      closed: time('enddate', attributes),
      steps: events.map((event) => ({
        name: attribute(event, 'concept:name') ?? '',
        at: time('time:timestamp', event) ?? NaN,
      })),
    };
  });
}

function attribute(xml: string, key: string): string | undefined {
  return new RegExp(`key="${key}" value="([^"]*)"`).exec(xml)?.[1]?.replaceAll('&amp;', '&');
}

/** The city's service requests (CSV): OPEN_DT, TARGET_DT, CLOSED_DT on the clocks of New York. */
export function requestCases(file: string): LogCase[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const names = header.split(',');
  return lines.map((line) => {
    const fields = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) => field);
    const get = (name: string): string => fields[names.indexOf(name)] ?? '';
    const time = (name: string): number | undefined => (get(name) === '' ? undefined : newYork(get(name)));
    return {
      id: get('CASE_ENQUIRY_ID'),
      opened: time('OPEN_DT') ?? NaN,
      due: time('TARGET_DT'),
      closed: time('CLOSED_DT'),
      steps: [],
    };
  });
}

const shown = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Tries summer time, then winter time, and asks the clock which of them shows the text. */
function newYork(text: string): number {
  const utc = Date.parse(text.replace(/(\d+)\/(\d+)\/(\d+) (.*)/, '$1/$2/$3 $4 UTC'));
  const plain = (of: string): string => of.replace(/[,\u202f ]+/g, ' ');
  const [summer, winter] = [utc + 4 * 3_600_000, utc + 5 * 3_600_000];
  return plain(shown.format(summer)) === plain(text) ? summer : winter;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind, file, asOf] = process.argv.slice(2);
  if ((kind !== 'permits' && kind !== 'requests') || file === undefined) {
    console.error('usage: compareLog permits|requests FILE [AS-OF]');
    process.exit(2);
  }
  const cases = kind === 'permits' ? permitCases(file) : requestCases(file);
  const at = asOf === undefined ? Infinity : Date.parse(asOf);
  const { concluded, open } = lateCases(cases, at);
  console.log(
    JSON.stringify({ cases: cases.length, lateConcluded: concluded.length, lateOpen: open.length }),
  );
}
