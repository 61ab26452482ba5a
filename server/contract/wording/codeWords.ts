/** Why an event was refused, shortly, in the two languages that people read. */
export const codeWords = {
  zh: {
    unknown_item: '未知事项代码',
    unknown_department: '未知部门代码',
    unknown_region: '未知地区代码',
    unknown_value: '代码映射里没有的取值',
    missing_field: '缺少字段',
    invalid_value: '取值不对',
    invalid_time: '时间格式不对',
    in_the_future: '时间在将来',
    too_old: '时间太早',
    unknown_type: '未知事件类型',
    unknown_event: '更正的事件不存在',
    out_of_scope: '超出报送范围',
    source_mismatch: 'source 与密钥不符',
    conflicting_duplicate: 'id 相同内容不同',
    unreadable: '不是有效的 JSON',
    too_large: '超过大小',
    internal: '处理失败',
  },
  en: {
    unknown_item: 'Unknown item',
    unknown_department: 'Unknown department',
    unknown_region: 'Unknown region',
    unknown_value: 'Value without a row in the mapping',
    missing_field: 'Missing field',
    invalid_value: 'Wrong value',
    invalid_time: 'Wrong time format',
    in_the_future: 'Time in the future',
    too_old: 'Too long ago',
    unknown_type: 'Unknown event type',
    unknown_event: 'Corrects an event that is not there',
    out_of_scope: 'Outside the scope of the source',
    source_mismatch: "source is not the key's",
    conflicting_duplicate: 'Same id, other content',
    unreadable: 'No valid JSON',
    too_large: 'Too large',
    internal: 'Could not be processed',
  },
} as const;

export type LetterCode = keyof typeof codeWords.zh;
export const isLetterCode = (code: string): code is LetterCode => Object.hasOwn(codeWords.zh, code);
