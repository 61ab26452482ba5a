import { expect, it } from 'vitest';
import { readRegionLines } from './regionLines.ts';

it('takes the first line for the city and the others for its regions', () => {
  expect(readRegionLines('500000 重庆市\n\n500112，渝北区\n500103\t 渝中区 \n')).toEqual({
    regions: [
      { code: '500000', name: '重庆市', kind: 'city' },
      { code: '500112', name: '渝北区', kind: 'division', parent: '500000' },
      { code: '500103', name: '渝中区', kind: 'division', parent: '500000' },
    ],
    faults: [],
  });
});

it('keeps blanks inside a name', () => {
  expect(readRegionLines('c1, Harbour District').regions[0]?.name).toBe('Harbour District');
});

it('names the line in which something is missing or repeated', () => {
  expect(readRegionLines('500000 重庆市\n渝北区\n\n500000 再来').faults).toEqual([
    { line: 2, fault: 'form' },
    { line: 4, fault: 'twice' },
  ]);
  expect(readRegionLines(`c ${'长'.repeat(201)}`).faults).toEqual([{ line: 1, fault: 'long' }]);
});
