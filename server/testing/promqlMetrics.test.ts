import { expect, it } from 'vitest';
import { promqlMetrics } from './promqlMetrics.ts';

it('finds metrics with the labels and values they are matched by', () => {
  expect(promqlMetrics('time() - max(last_seconds{name="rules"}) > 300')).toEqual([
    { metric: 'last_seconds', labels: [{ name: 'name', values: ['rules'] }] },
  ]);
  expect(promqlMetrics('rate(runs_total{outcome=~"failed|fenced", name!="x"}[5m])')).toEqual([
    {
      metric: 'runs_total',
      labels: [
        { name: 'outcome', values: ['failed', 'fenced'] },
        { name: 'name', values: [] },
      ],
    },
  ]);
});

it('counts labels of a grouping to the metrics inside it, and to no other', () => {
  expect(promqlMetrics('sum by (status) (a) / max(b)')).toEqual([
    { metric: 'a', labels: [{ name: 'status', values: [] }] },
    { metric: 'b', labels: [] },
  ]);
});

it('refuses what is no PromQL', () => {
  expect(() => promqlMetrics('sum(a')).toThrow('No PromQL');
});
