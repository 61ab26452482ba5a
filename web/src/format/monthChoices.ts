/** A month and those before it, 'YYYY-MM', newest first. `today` is any day of the first one. */
export function monthChoices(today: string, count: number): string[] {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return [...Array(count).keys()].map((back) => {
    const at = month - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
