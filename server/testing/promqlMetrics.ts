import { parser } from '@prometheus-io/lezer-promql';

/** A metric that a query asks for. */
export interface AskedMetric {
  metric: string;
  /** Labels that it is matched or grouped by, with the values that are asked for by name. */
  labels: { name: string; values: string[] }[];
}

/**
 * Every metric in a PromQL expression with its labels; those of a grouping (`by (name)`) count to every metric inside.
 * Throws where the expression is no PromQL.
 */
export function promqlMetrics(expression: string): AskedMetric[] {
  const asked: AskedMetric[] = [];
  /** Of the aggregations around the place that is read, the innermost last. */
  const groups: AskedMetric['labels'][] = [];
  const text = (node: { from: number; to: number } | null): string =>
    node ? expression.slice(node.from, node.to) : '';
  parser.parse(expression).iterate({
    enter({ node }) {
      if (node.type.isError) throw new Error(`No PromQL at ${node.from}: ${expression}`);
      if (node.name === 'AggregateExpr') {
        const names = node.getChild('AggregateModifier')?.getChild('GroupingLabels');
        groups.push(
          (names?.getChildren('LabelName') ?? []).map((name) => ({ name: text(name), values: [] })),
        );
      }
      if (node.name !== 'VectorSelector') return;
      const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      const matched = matchers.map((matcher) => ({
        name: text(matcher.getChild('LabelName')),
        values: matcher.getChild('MatchOp')?.firstChild?.name.startsWith('Eql')
          ? text(matcher.getChild('StringLiteral')).slice(1, -1).split('|')
          : [],
      }));
      asked.push({ metric: text(node.getChild('Identifier')), labels: [...matched, ...groups.flat()] });
    },
    leave({ name }) {
      if (name === 'AggregateExpr') groups.pop();
    },
  });
  return asked;
}
