import type { Role } from '#contract/account';
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

const newToday = view('new-today', '今日新增', 'New today', 'raisedFrom=today');
const dueSoon = view('due-soon', '即将到期', 'Due soon', 'rule=TIM-01&live=true');
const replyOverdue = view('reply-overdue', '逾期未回复', 'Reply overdue', 'replyOverdue=true&sort=due');
const longSuspended = view(
  'long-suspended',
  '长期挂起',
  'Long suspended',
  'rule=HANG-06&live=true&sort=oldest',
);

const office: readonly View[] = [
  view('mine', '我负责的', 'Mine', 'owner=me&live=true'),
  newToday,
  dueSoon,
  replyOverdue,
  view('to-be-judged', '待核定', 'To be judged', 'status=replied,withdrawal_pending'),
  longSuspended,
];
/** The first is what the desk opens with (web: firstFilters). */
const department: readonly View[] = [
  view('to-answer', '待我办理', 'For us to do', 'status=sent,confirmed,rectifying&sort=due'),
  replyOverdue,
  newToday,
  dueSoon,
  longSuspended,
];

/** What everybody's day begins with: the same filters as anybody's own views. */
export const systemViews = (role: Role): readonly View[] => (role === 'department' ? department : office);
