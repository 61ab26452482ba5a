import { expect, it } from 'vitest';
import { handlersOf, handlersText } from './handlersText.ts';

it('reads what it writes', () => {
  const items = [
    { code: 'robot', kind: 'machine' as const, name: null },
    { code: 'u-1', kind: 'human' as const, name: '王某' },
  ];
  expect(handlersOf(handlersText({ items }))).toEqual({ items, faultLine: null });
});

it('takes the Chinese words, and names the line that is none', () => {
  expect(handlersOf('robot，机器\n\nu-1, 人工').items.map(({ kind }) => kind)).toEqual(['machine', 'human']);
  expect(handlersOf('robot, machine\nu-1').faultLine).toBe(2);
  expect(handlersOf('a, human\na, machine').faultLine).toBe(2);
});
