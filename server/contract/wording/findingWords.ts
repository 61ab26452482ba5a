import type { SelfTestFinding } from '../selfTestSchema.ts';

interface FindingWords {
  area: SelfTestFinding['area'];
  severity: SelfTestFinding['severity'];
  what: { zh: string; en: string };
  remedy: { zh: string; en: string };
}

const refused = (
  zh: [what: string, remedy: string],
  en: [what: string, remedy: string],
  area: FindingWords['area'] = 'schema',
): FindingWords => ({
  area,
  severity: 'fault',
  what: { zh: zh[0], en: en[0] },
  remedy: { zh: zh[1], en: en[1] },
});
const warned = (
  area: FindingWords['area'],
  zh: [what: string, remedy: string],
  en: [what: string, remedy: string],
): FindingWords => ({ ...refused(zh, en, area), severity: 'warning' });
const noted = (
  area: FindingWords['area'],
  zh: [what: string, remedy: string],
  en: [what: string, remedy: string],
): FindingWords => ({ ...refused(zh, en, area), severity: 'note' });

/** What a self-test may find, with the remedy; `{n}` of `{of}`, `{path}` and the facts of each are filled in. */
export const findingWords = {
  refused: refused(
    ['{n} 条事件因 {path} 被拒收（{reason}）', '按示例中的说明改正 {path} 后重新报送。'],
    ['Refused for {path} ({reason}): {n}', 'Mend {path} as the example says, and send them again.'],
  ),
  unknown_code: refused(
    [
      '{n} 条事件的 {path} 是目录里没有的代码 {value}',
      '把代码 {value} 导入目录，或改用目录里的代码；在此之前这些事件会暂存。',
    ],
    [
      '{path} is {value}, which the catalogue does not know: {n}',
      'Import the code {value} into the catalogue, or send one it knows; until then such events are kept and wait.',
    ],
    'codes',
  ),
  unknown_value: refused(
    ['{n} 条事件的 {path} 取值 {value} 不在代码映射里', '在数据来源的“代码映射”里给 {value} 加一行。'],
    [
      '{path} is {value}, which the mapping does not list: {n}',
      'Give {value} a row in the code mapping of the source.',
    ],
    'codes',
  ),
  in_the_future: refused(
    ['{n} 条事件的时间比本系统时钟早到 5 分钟以上（最多 {seconds} 秒）', '校准业务系统的时钟（NTP）。'],
    [
      "More than 5 minutes ahead of this server's clock, {seconds} s at most: {n}",
      'Set the clock of the reporting system (NTP).',
    ],
    'clock',
  ),
  zone_mistaken: refused(
    [
      '{n} 条事件恰好超前约 {hours} 小时：多半把当地时间标成了 UTC（Z）',
      '时间写成带时区的形式，例如 2026-11-21T09:30:00+08:00。',
    ],
    [
      'About {hours} h ahead, so that local time seems to be sent as UTC (Z): {n}',
      'Write times with their offset, as in 2026-11-21T09:30:00+08:00.',
    ],
    'clock',
  ),
  ahead: warned(
    'clock',
    [
      '{n} 条事件的时间略超前于本系统时钟（最多 {seconds} 秒）',
      '校准业务系统的时钟；超前 5 分钟以上会被拒收。',
    ],
    [
      "Ahead of this server's clock, {seconds} s at most: {n}",
      'Set the clock of the reporting system; from 5 minutes on events are refused.',
    ],
  ),
  coarse_time: warned(
    'clock',
    [
      '所有 {of} 条事件的时间都只精确到{precision}，而数据来源登记的精度更细',
      '如果系统只能报到这个精度，请把数据来源的时间精度改成“{precision}”，否则会误判。',
    ],
    [
      'All {of} times are whole {precision}s, while the source is registered as more precise',
      'If the system knows no better, set the precision of the source to {precision}; else it is judged wrongly.',
    ],
  ),
  sent_again: noted(
    'duplicates',
    ['{n} 条事件此前已经报送过（内容相同），不会重复入库', '无须处理；若每次都全量重报，可改为增量报送。'],
    [
      'Sent before, with the same content, and not stored twice: {n}',
      'Nothing needs to be done; whoever always sends everything may send only what is new.',
    ],
  ),
  conflicting_duplicate: refused(
    ['{n} 条事件沿用了已有的 id，内容却不同', '每条事件用自己的 id；要更正请发送 case.amended。'],
    [
      'With an id that the case has with other content: {n}',
      'Give each event an id of its own; send case.amended to correct one.',
    ],
    'duplicates',
  ),
  out_of_order: noted(
    'order',
    ['{n} 条事件晚于同一办件后发生的事件报送', '尽量按发生的先后报送；乱序会被正确处理，但较慢。'],
    [
      'Sent after later events of their case: {n}',
      'Send events as they happen where you can; others are taken rightly, and more slowly.',
    ],
  ),
  wrong_order: refused(
    ['{n} 个办件的环节次序颠倒（如受理早于申请、办结早于受理）', '核对各环节时间取自哪个字段。'],
    [
      'Cases whose steps are the wrong way round (accepted before submitted, concluded before accepted, …): {n}',
      'Check which column each time is taken from.',
    ],
    'order',
  ),
  without_effect: warned(
    'order',
    [
      '{n} 条事件不起作用（重复受理、办结之后的环节、没有挂起的恢复等）',
      '每个办件每种节点只报一次；再次办理请用 case.reopened。',
    ],
    [
      'Change nothing (a second acceptance, what follows the conclusion, a resumption without suspension): {n}',
      'Send each turn of a case once; use case.reopened for another round.',
    ],
  ),
  never_named: warned(
    'order',
    ['{n} 个办件始终没有事项或部门，无法判定', '至少在一条事件里带上 data.item 和 data.department。'],
    [
      'Cases that never name their item or department and cannot be judged: {n}',
      'Name data.item and data.department in one event of the case at least.',
    ],
  ),
  type_never_sent: warned(
    'coverage',
    ['从未收到 {type}', '请一并报送；系统确实没有的，在数据来源设置里登记为“无法表达”。'],
    [
      '{type} is never sent',
      'Send it too; where the system has no way to, say so in the settings of the source.',
    ],
  ),
  field_never_sent: warned(
    'coverage',
    ['{type} 从不带 {field}', '请一并报送 data.{field}；系统确实没有的，在数据来源设置里登记为“无法表达”。'],
    [
      '{type} never carries {field}',
      'Send data.{field} too; where the system has no way to, say so in the settings of the source.',
    ],
  ),
  rule_not_evaluable: noted(
    'coverage',
    ['规则“{rule}”对全部 {of} 个办件都无法判定', '原因见下表；多半缺少上面列出的事件或字段。'],
    [
      'The rule “{rule}” can judge none of {of} cases',
      'The table below says why; mostly an event or a field named above is missing.',
    ],
  ),
  mostly_flagged: warned(
    'plausibility',
    [
      '{of} 个办件中有 {n} 个会被“{rule}”标记',
      '比例这么高多半是数据问题而不是办理问题：先核对相关字段和承诺时限。',
    ],
    [
      'The rule “{rule}” would flag {n} of {of} cases',
      'So many are rather a matter of the data than of the offices: check the fields, and the promised limit.',
    ],
  ),
  accepted_at_conclusion: warned(
    'plausibility',
    [
      '{of} 个非即办件中有 {n} 个的受理时间等于办结时间',
      '受理时间应取实际受理的时刻，而不是办结时补写的时刻。',
    ],
    [
      '{n} of {of} cases that are not instant were accepted and concluded at the same moment',
      'Take the time of acceptance from when it happened, and not from when the case was closed.',
    ],
  ),
} as const satisfies Record<string, FindingWords>;
export type FindingCode = keyof typeof findingWords;
