export interface Place {
  code: string;
  name: string;
}

/** How a place stands in a field that it is chosen in. */
export const placeText = ({ code, name }: Place): string => `${name} ${code}`;

/** The code of what was typed: the whole text, a code, or a name that only one place has; else what was typed. */
export function placeCode(typed: string, places: readonly Place[]): string {
  const text = typed.trim();
  const whole = places.find((place) => placeText(place) === text || place.code === text);
  if (whole) return whole.code;
  const named = places.filter(({ name }) => name === text);
  return named.length === 1 ? (named[0]?.code ?? text) : text;
}
