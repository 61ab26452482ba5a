/** Every figure that screens, rankings and reports show of a period. Defined once, in `indicatorTable.ts`. */
export const indicatorIds = [
  // 办件 of the period, from the roll-ups
  'submitted',
  'received',
  'accepted',
  'concluded',
  // as it stood at the end of the period
  'inProgress',
  'overdueOpen',
  // concluded in the period, after their due date
  'overdueConcluded',
  // the cohort that falls due (PRECISE, "Figures")
  'onTimeRate',
  'statutoryOnTimeRate',
  // working days from acceptance to conclusion, of promised cases concluded in the period
  'handlingMean',
  'handlingMedian',
  'handlingP80',
  'handlingP95',
  // working days earlier than the statutory limit; its share of that limit
  'daysEarlierThanLaw',
  'fasterThanLaw',
  // the share of the promise that was not used
  'fasterThanPromise',
  // (Σ statutory − Σ promised) / Σ statutory
  'promisedSpeedUp',
  'onlineRate',
  'fullOnlineRate',
  'noVisitItems',
  'oneVisitItems',
  // findings by their decisive instant
  'flagged',
  'confirmed',
  'confirmedPerThousand',
  'refuted',
  'undecided',
  'contested',
  // follow-up
  'repliedInTimeRate',
  'rectifiedInTimeRate',
  'daysToClose',
  'appealed',
  'appealsWon',
  // ratings 好差评
  'rated',
  'goodRate',
  'goodRateVoluntary',
  'badRated',
  'verySatisfied',
  'satisfied',
  'fairlySatisfied',
  'dissatisfied',
  'veryDissatisfied',
  'defaultRated',
  'badCalledBackRate',
  'badRectifiedRate',
  // data
  'quarantinedShare',
  'dataFaultsPerThousand',
] as const;
export type IndicatorId = (typeof indicatorIds)[number];

/** How a value is said: 件, 个, 个工作日 as they are; a share as per cent; per thousand concluded. */
export type IndicatorUnit = 'cases' | 'items' | 'flags' | 'share' | 'workdays' | 'perThousand';

export interface Indicator {
  id: IndicatorId;
  /** Grows with every change of meaning; a snapshot keeps the one it was taken with. */
  version: number;
  unit: IndicatorUnit;
  /** Which way is better; `none`: neither. */
  better: 'higher' | 'lower' | 'none';
  /** Fewer observations are shown and neither ranked nor compared. */
  least: number;
  /** Decimals as printed; of a share, of its per cent. */
  decimals: number;
  /** In symbols, the same in every language. */
  formula: string;
  name: Readonly<Record<'zh' | 'en', string>>;
  /** One or two sentences for the annex of definitions. */
  definition: Readonly<Record<'zh' | 'en', string>>;
}

export interface Figure {
  /** Shares as 0…1; null: nothing was observed. */
  value: number | null;
  /** What it was observed on; for a count, the count. */
  n: number;
  /** Of a share: how many of n. */
  hits?: number;
  /** Left out of n, by reason. */
  excluded?: Readonly<Record<string, number>>;
}
export type Figures = Readonly<Partial<Record<IndicatorId, Figure>>>;
