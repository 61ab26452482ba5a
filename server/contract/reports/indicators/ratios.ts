/** Under 30 observations a ratio is chance: it is shown, and neither ranked nor compared. */
const ratio = { version: 1, least: 30, decimals: 2 } as const;

export const share = { ...ratio, unit: 'share', better: 'higher' } as const;
/** Of cases concluded. */
export const perThousand = { ...ratio, unit: 'perThousand', better: 'lower' } as const;
