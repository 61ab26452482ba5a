import { expect, it } from 'vitest';
import { useUndo } from './useUndo.ts';

it('goes back step by step, and not behind where it began', () => {
  const { value, canUndo, set, undo, begin } = useUndo('a');
  set('ab');
  set('abc');
  undo();
  expect([value.value, canUndo.value]).toEqual(['ab', true]);
  undo();
  undo();
  expect([value.value, canUndo.value]).toEqual(['a', false]);
  set('x');
  begin('b');
  undo();
  expect(value.value).toBe('b');
});

it('takes what is typed into one field as one step', () => {
  const { value, set, undo } = useUndo('');
  set('a', 'name');
  set('ab', 'name');
  set('ab1', 'number');
  undo();
  expect(value.value).toBe('ab');
  set('abc', 'name');
  undo();
  undo();
  expect(value.value).toBe('');
});
