import { expect, it } from 'vitest';
import { createDatabaseHealth } from './databaseHealth.ts';

const failure = (code: string) => Object.assign(new Error('a statement failed'), { code });

it('is away as long as nothing can be written, since the first failure', () => {
  const health = createDatabaseHealth(0, () => true);
  expect(health.state()).toEqual({ state: 'answers', since: 0 });
  health.failed(failure('ECONNREFUSED'), 1000);
  health.failed(failure('57P03'), 2000);
  expect(health.state()).toEqual({ state: 'unreachable', since: 1000 });
  health.wrote(3000);
  expect(health.state()).toEqual({ state: 'answers', since: 3000 });
});

it('is full for a while after a write that found no room, even when a smaller one does', () => {
  const health = createDatabaseHealth(0, () => true);
  health.failed(failure('53100'), 1000);
  health.wrote(2000);
  expect(health.state()).toEqual({ state: 'full', since: 1000 });
  health.wrote(16_000);
  expect(health.state().state).toBe('answers');
});

it('is full, not away, when it went with the last room of its disk', () => {
  const health = createDatabaseHealth(0, () => false);
  health.failed(failure('ECONNREFUSED'), 1000);
  expect(health.state().state).toBe('full');
});

it('does not hold a statement’s own fault against the database', () => {
  const health = createDatabaseHealth(0, () => true);
  health.failed(failure('23505'), 1000);
  expect(health.state().state).toBe('answers');
});
