const first = 3 * 60;
const span = 2 * 60;
const day = 24 * 60;

/**
 * In how many minutes this page loads itself anew: at a random minute between 03:00 and 05:00, so that not all screens
 * ask at once. A page that was loaded in that time waits for the next night.
 * @param minuteOfDay local, 0–1439
 * @param random in [0, 1)
 */
export function minutesToNightlyReload(minuteOfDay: number, random: number): number {
  const toFirst = (first - minuteOfDay + day) % day || day;
  return toFirst + Math.floor(random * span);
}
