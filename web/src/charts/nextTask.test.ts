import { expect, it } from 'vitest';
import { nextTask } from './nextTask.ts';

it('calls in order, each in a task of its own', async () => {
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    nextTask(() => {
      heard.push('first');
      void Promise.resolve().then(() => heard.push('what the first began'));
    });
    nextTask(() => {
      heard.push('second');
      resolve();
    });
    heard.push('now');
  });
  expect(heard).toEqual(['now', 'first', 'what the first began', 'second']);
});
