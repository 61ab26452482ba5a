import { expect, it } from 'vitest';
import { endingsOf, faultOfFiles } from './fittingFiles.ts';

const file = (name: string, type = '') => ({ name, type });

it.each([
  ['.json,.csv', [file('目录.CSV'), file('a.json')], true, null],
  ['.json,.csv', [file('a.json'), file('a.docx')], true, 'kind'],
  ['.json', [file('a.json'), file('b.json')], false, 'one'],
  ['.txt,text/csv', [file('days', 'text/csv')], false, null],
  ['image/*', [file('photo', 'image/jpeg')], false, null],
  ['image/*', [file('photo.pdf', 'application/pdf')], false, 'kind'],
  [undefined, [file('anything')], false, null],
] as const)('%s of %j', (accept, files, multiple, fault) => {
  expect(faultOfFiles(files, accept, multiple)).toBe(fault);
});

it('names the endings', () => {
  expect(endingsOf('.csv,.txt,text/csv')).toBe('.csv .txt');
  expect(endingsOf(undefined)).toBe('');
});
