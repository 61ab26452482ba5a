import type { Figure, Figures, Indicator, IndicatorId } from '#contract/reports/indicator';
import type { ComparedWith } from '#contract/reports/reportDocument';
import type { ReportStatus } from '#contract/reports/reportKind';
import type { Dimension, FigureSet, ReportSnapshot } from '#contract/reports/snapshot';
import type { LocalDay } from '#contract/time';
import type { Language } from '#contract/wording/language';
import { codeName } from '#contract/reports/codeNames';
import { enTongue } from '../language/enTongue.ts';
import { periodParts } from '../language/periodParts.ts';
import type { PeriodNoun, Tongue } from '../language/tongue.ts';
import { zhTongue } from '../language/zhTongue.ts';

/** What a document says beside its figures. */
export interface DocumentSetting {
  language: Language;
  /** Who sends it out. */
  office: string;
  /** `2026年第9期（总第21期）`; null before issue. */
  number: string | null;
  issuedOn: LocalDay | null;
  /** SHA-256 of the snapshot in hex. */
  hash: string;
  status: ReportStatus;
}

/** One figure with those that it is compared with. */
export interface Observed {
  indicator: Indicator;
  now: Figure;
  previous: Figure | null;
  lastYear: Figure | null;
}

/** What every section of a document writes from. */
export interface Paper {
  snapshot: ReportSnapshot;
  setting: DocumentSetting;
  tongue: Tongue;
  noun: PeriodNoun;
  /** `全市`, or the name of the region or department it is about. */
  place: string;
  /** Some places' rows alone, for comment: without figures of the whole. */
  isExtract: boolean;
  /** Nothing was reported in the period. */
  isEmpty: boolean;
  /** Whether the period before, the same one of last year can be compared with: something was reported, all through. */
  has: Readonly<Record<'previous' | 'lastYear', boolean>>;
  /** The day since which a period was reported that was so in part only; else null. */
  since: Readonly<Record<'period' | 'previous' | 'lastYear', LocalDay | null>>;
  /** null: the snapshot has no such figure. */
  figure: (by: Dimension, code: string, id: IndicatorId) => Observed | null;
  /** As it was defined when the snapshot was taken. */
  indicator: (id: IndicatorId) => Indicator | null;
  /** Codes that have figures, in the snapshot's order. */
  codes: (by: Dimension) => string[];
  name: (by: Dimension, code: string) => string;
  shortName: (by: 'region' | 'department' | 'item', code: string) => string;
}

/** Reads a snapshot for writing. A code without a name is called by its code. */
export function paperOf(snapshot: ReportSnapshot, setting: DocumentSetting): Paper {
  const sets = new Map(snapshot.figures.map((set) => [`${set.by}\n${set.code}`, set]));
  const indicators = new Map(snapshot.indicators.map((indicator) => [indicator.id, indicator]));
  const of = (by: Dimension, code: string): FigureSet | undefined => sets.get(`${by}\n${code}`);
  const all = of('all', '');
  // a year's period before is last year's
  const had = (other: ComparedWith): boolean =>
    !(other === 'previous' && noun === 'year') &&
    since[other] === null &&
    snapshot.figures.some((set) => set[other] !== null);
  const since = { period: null, previous: null, lastYear: null, ...snapshot.reportedSince };
  const noun = periodParts(snapshot.period).kind;
  const names = (by: 'region' | 'department' | 'item', code: string) => snapshot.names[by][code];
  // a unit may be scored without any figure of its own
  const scored = new Map(
    [snapshot.scores, snapshot.departmentScores].flatMap(
      (set) => set?.evaluation.units.map((unit) => [unit.code, unit] as const) ?? [],
    ),
  );
  const place = placeOf(snapshot, setting.language);
  return {
    snapshot,
    setting,
    tongue: setting.language === 'zh' ? zhTongue : enTongue,
    noun,
    place,
    isExtract: all === undefined,
    isEmpty: all !== undefined && Object.keys(all.figures).length === 0,
    has: { previous: had('previous'), lastYear: had('lastYear') },
    since,
    figure: (by, code, id) => {
      const set = of(by, code);
      const indicator = indicators.get(id);
      const now = set?.figures[id];
      if (!set || !indicator || !now) return null;
      const then = (figures: Figures | null): Figure | null => figures?.[id] ?? null;
      return { indicator, now, previous: then(set.previous), lastYear: then(set.lastYear) };
    },
    indicator: (id) => indicators.get(id) ?? null,
    codes: (by) => snapshot.figures.filter((set) => set.by === by).map(({ code }) => code),
    name: (by, code) => {
      if (by === 'all') return place;
      return by === 'region' || by === 'department' || by === 'item'
        ? (names(by, code)?.name ?? scored.get(code)?.name ?? code)
        : codeName(by, code, setting.language);
    },
    shortName: (by, code) => names(by, code)?.shortName ?? scored.get(code)?.shortName ?? code,
  };
}

function placeOf({ scope, names }: ReportSnapshot, language: Language): string {
  if (scope.by === 'city') return language === 'zh' ? '全市' : 'the city';
  return names[scope.by][scope.code]?.name ?? scope.code;
}
