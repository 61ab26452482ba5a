import { describe, expect, it } from 'vitest';
import { matrixWire, tileWire } from './wires.ts';

const rect = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  width,
  height,
  right: left + width,
  bottom: top + height,
});
const card = rect(1300, 280, 300, 120);

describe('tileWire', () => {
  it('goes straight down a line between tiles to a tile under the card', () => {
    expect(tileWire(card, rect(1400, 500, 50, 50))).toBe('M1450 400V500');
  });

  it('runs down inside the card and then along the row to a tile beside it', () => {
    expect(tileWire(card, rect(1700, 500, 50, 50))).toBe('M1550 400V500H1700');
  });

  it('leaves the side of the card for a tile at its height', () => {
    expect(tileWire(card, rect(1700, 310, 50, 50))).toBe('M1600 360H1700');
  });
});

describe('matrixWire', () => {
  it('goes by the gutter and ends at the lower right corner of the square', () => {
    const panel = rect(1288, 230, 612, 540);
    expect(matrixWire(card, rect(400, 600, 26, 28), panel, 16)).toBe('M1300 340H1280V628H426');
    expect(matrixWire(card, rect(1400, 900, 26, 28), panel, 16)).toBe('');
  });
});
