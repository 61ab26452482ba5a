/** A person's name as it may be shown to anybody: its first character. */
export const maskName = (name: string): string => `${[...name.trim()][0] ?? ''}**`;
