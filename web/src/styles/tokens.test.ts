import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ciede2000, colourDistance, contrast, parseHex, visions } from './colourDistance.ts';
import type { Rgb } from './colourDistance.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, parseHex(match[2]!)]),
);
const token = (name: string): Rgb => {
  const colour = tokens.get(name);
  if (!colour) throw new Error(`tokens.css has no --${name}`);
  return colour;
};
const levels = ['normal', 'due', 'yellow', 'red', 'query', 'stale'];
const pairs = levels.flatMap((one, index) => levels.slice(index + 1).map((other) => [one, other] as const));

describe('the formulas', () => {
  it('give the published values of CIEDE2000', () => {
    // Sharma, Wu and Dalal (2005), table 1: pairs 1, 7, 17, 20 and 25
    expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
    expect(ciede2000([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 4);
    expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
    expect(ciede2000([50, 2.5, 0], [58, 24, 15])).toBeCloseTo(19.4535, 4);
    expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4);
  });

  it('see nothing between a colour and itself, and all there is between black and white', () => {
    for (const vision of visions) {
      expect(colourDistance(token('red'), token('red'), vision)).toBe(0);
      expect(colourDistance([0, 0, 0], [1, 1, 1], vision)).toBeCloseTo(100, 0);
    }
    expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 6);
  });

  it('take red and green for much the same where people do', () => {
    const [red, green] = [parseHex('#b05050'), parseHex('#7a7a30')];
    expect(colourDistance(red, green, 'deutan')).toBeLessThan(colourDistance(red, green, 'normal') / 2);
  });
});

describe('the colours of the wall', () => {
  it.each(visions)('keep every two levels apart for %s vision', (vision) => {
    for (const [one, other] of pairs) {
      const distance = colourDistance(token(one), token(other), vision);
      expect(distance, `${one} and ${other}`).toBeGreaterThanOrEqual(14);
    }
  });

  it('stand out from the panels they are on', () => {
    for (const name of [...levels, 'text', 'text-2', 'text-3'])
      expect(contrast(token(name), token('panel')), name).toBeGreaterThanOrEqual(4.3);
  });

  it('climb the ramp step by step for every vision', () => {
    for (const vision of visions)
      for (let step = 1; step < 7; step++)
        expect(
          colourDistance(token(`ramp-${step - 1}`), token(`ramp-${step}`), vision),
          `${vision} ${step}`,
        ).toBeGreaterThan(5);
  });
});
