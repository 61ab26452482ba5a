import type { View } from '#contract/deskSchema';

const view = (id: string, zh: string, en: string, query: string): View => ({
  id,
  origin: 'system',
  name: { zh, en },
  list: 'flags',
  query,
  shared: true,
  by: null,
});

/** What everybody's day begins with: the same filters as anybody's own views. */
export const systemViews: readonly View[] = [
  view('mine', '我负责的', 'Mine', 'owner=me&live=true'),
  view('new-today', '今日新增', 'New today', 'raisedFrom=today'),
  view('due-soon', '即将到期', 'Due soon', 'rule=TIM-01&live=true'),
  view('reply-overdue', '逾期未回复', 'Reply overdue', 'replyOverdue=true&sort=due'),
  view('to-be-judged', '待核定', 'To be judged', 'status=replied,withdrawal_pending'),
  view('long-suspended', '长期挂起', 'Long suspended', 'rule=HANG-06&live=true&sort=oldest'),
];
