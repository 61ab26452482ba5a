export const limitUnits = ['workday', 'calendar_day', 'month', 'work_hour', 'minute'] as const;
export type LimitUnit = (typeof limitUnits)[number];

/** 时限. Never converted from one unit to another. */
export interface Limit {
  value: number;
  unit: LimitUnit;
}

export const duePolicies = ['end_of_day', 'close_of_business', 'same_clock_time'] as const;
/** How the last day of a limit ends: Civil Code 201–203; `same_clock_time` is stricter local practice. */
export type DuePolicy = (typeof duePolicies)[number];
