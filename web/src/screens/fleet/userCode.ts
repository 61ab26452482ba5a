/** What was typed of a screen's code, as the server knows it: people type small letters, blanks and dashes. */
export const userCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
