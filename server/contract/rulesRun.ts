/** The job that raises and clears flags, as the table of jobs names it. */
export const rulesJob = 'raise_flags';

/** Rules that have not run for so long, in ms, cannot vouch for what is overdue. */
export const rulesStandAfter = 5 * 60_000;
