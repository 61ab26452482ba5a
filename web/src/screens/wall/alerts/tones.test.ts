import { severities } from '#contract/rule';
import type { ScreenSettings } from '#contract/screen';
import { describe, expect, it } from 'vitest';
import { flag } from '../../../testing/wallState.ts';
import { motifs, toneFor, tonePause } from './tones.ts';

const tones: NonNullable<ScreenSettings['tones']> = {
  severities: ['yellow', 'red'],
  quiet: { from: '18:00', to: '08:00' },
  volume: 0.5,
};
const yellow = flag(1);
const red = flag(2, { severity: 'red' });
const query = flag(3, { severity: 'query' });

describe('toneFor', () => {
  it('is the gravest that the screen sounds for', () => {
    expect(toneFor([yellow, red, query], tones, '10:00', Infinity)).toBe('red');
    expect(toneFor([query, yellow], tones, '10:00', Infinity)).toBe('yellow');
    expect(toneFor([query], tones, '10:00', Infinity)).toBeNull();
  });

  it('is none in quiet hours, nor on a screen without tones', () => {
    expect(toneFor([red], tones, '18:00', Infinity)).toBeNull();
    expect(toneFor([red], { ...tones, quiet: null }, '18:00', Infinity)).toBe('red');
    expect(toneFor([red], null, '10:00', Infinity)).toBeNull();
  });

  it('is at most one in three seconds', () => {
    expect(toneFor([red], tones, '10:00', tonePause - 1)).toBeNull();
    expect(toneFor([red], tones, '10:00', tonePause)).toBe('red');
  });
});

describe('the motifs', () => {
  it('differ, and end before the next may begin', () => {
    expect(new Set(severities.map((severity) => JSON.stringify(motifs[severity]))).size).toBe(
      severities.length,
    );
    for (const severity of severities)
      for (const { at, length } of motifs[severity]) expect((at + length) * 1000).toBeLessThan(tonePause);
  });
});
