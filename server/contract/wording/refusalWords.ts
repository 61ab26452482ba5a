import type { LetterCode } from './codeWords.ts';

interface Sentence {
  zh: string;
  en: string;
}

/**
 * Why an event was refused and what to do about it. `{path}`: the field; `{value}`: what it holds, with blanks
 * around it, or nothing; `{expected}`: what it takes.
 */
export const refusalWords: Record<LetterCode, Sentence> = {
  unknown_item: {
    zh: '目录里没有事项代码{value}（{path}）：把它补进目录，这条事件会自动重放；也可请对方改用目录里的代码。',
    en: 'The catalogue has no item{value}({path}). Add it and the event replays by itself, or have the source send one that is known.',
  },
  unknown_department: {
    zh: '目录里没有部门代码{value}（{path}）：把它补进目录，这条事件会自动重放；也可请对方改用目录里的代码。',
    en: 'The catalogue has no department{value}({path}). Add it and the event replays by itself, or have the source send one that is known.',
  },
  unknown_region: {
    zh: '目录里没有地区代码{value}（{path}）：把它补进目录，这条事件会自动重放；也可请对方改用目录里的代码。',
    en: 'The catalogue has no region{value}({path}). Add it and the event replays by itself, or have the source send one that is known.',
  },
  unknown_value: {
    zh: '{path} 的取值{value}无法识别。{expected}对方用自己的代码时，在数据来源的“代码映射”里给它加一行。',
    en: '{path}: the value{value}is not known. {expected}Where the source has codes of its own, give this one a row in its code mapping.',
  },
  missing_field: {
    zh: '缺少 {path}：这种事件必须带上它。{expected}',
    en: '{path} is missing: such an event carries it. {expected}',
  },
  invalid_value: {
    zh: '{path} 的取值{value}不对。{expected}',
    en: '{path}: the value{value}is wrong. {expected}',
  },
  invalid_time: {
    zh: '{path} 的时间{value}不对。{expected}',
    en: '{path}: the time{value}is wrong. {expected}',
  },
  in_the_future: {
    zh: '{path} 的时间{value}比本系统的时钟快 5 分钟以上：请对方校准时钟，并检查时区写得对不对（北京时间写 +08:00，不写 Z）。',
    en: '{path}: the time{value}is more than 5 minutes ahead of this server. Have the source set its clock, and check the offset: local time is not UTC (Z).',
  },
  too_old: {
    zh: '{path} 的时间{value}太早：实时报送只收 400 天以内、2000 年以后的事件；更早的请作为历史数据导入（1900 年以后）。',
    en: '{path}: the time{value}is too long ago. Live events go back 400 days and to 2000 at most; import older ones as history (from 1900 on).',
  },
  unknown_type: {
    zh: '没有{value}这种事件类型：请对照接口文档改正 {path}。',
    en: 'There is no type of events{value}; see the documentation of the interface for what {path} may be.',
  },
  unknown_event: {
    zh: '{path} 要更正的事件{value}不存在：请核对它的 id。',
    en: '{path} names an event{value}that is not there; check its id.',
  },
  out_of_scope: {
    zh: '{path} 的取值{value}不在这个数据来源可报送的范围内：确属它报送的，请管理员在数据来源的登记信息里放宽范围。',
    en: '{path}: the value{value}is outside what this source may report for. If it is its own, an administrator widens its scope in its registration.',
  },
  source_mismatch: {
    zh: '事件里的 source{value}与这把密钥登记的不一致：请对方改写 source，或换用对应的密钥。',
    en: 'The event names the source{value}, which is not the one of this key. Have it name its own, or use the key of the other.',
  },
  conflicting_duplicate: {
    zh: '事件 id{value}以前报送过，内容却不同：要更正请发送 case.amended，另一件事请用新的 id。',
    en: 'The event id{value}was sent before with other content. Send case.amended to correct it, or give another event an id of its own.',
  },
  archived_case: {
    zh: '办件{value}已经归档，事件不在数据库里：收下这条会把它当成新办件再统计一次。要补记，先用 duban retention restore 把归档文件（服务器原文里有文件名）放回，再重放这条；不必补记的可以丢弃。',
    en: 'The case{value}is archived, its events are no longer in the database: this one would open it anew and count it twice. Put the file back first (duban retention restore; the server’s own words name it) and replay the event, or discard it.',
  },
  unreadable: {
    zh: '这条内容读不出来：它不是有效的 JSON 事件，或不是 UTF-8 编码。请对方改好后重新报送，再把这条丢弃。',
    en: 'This cannot be read: it is no event in JSON, or not UTF-8. Have the source mend it and send it again, and discard this one.',
  },
  too_large: {
    zh: '这条事件太大：一条最多 1 MB。请对方去掉附件等大段内容后重新报送。',
    en: 'This event is too large: one takes 1 MB at most. Have the source leave out attachments and the like, and send it again.',
  },
  internal: {
    zh: '处理这条事件时本系统出错，事件已保存：服务器日志写有原因，排除后可以重放。',
    en: 'The server failed with this event, which is kept. Its log says why; replay the event afterwards.',
  },
};

/** Where the field makes another sentence of a code. */
export const refusalWordsAt: Record<string, Sentence> = {
  'out_of_scope subject': {
    zh: '办件{value}属于这个数据来源不能报送的部门或地区：请核对办件号；确属它报送的，请管理员放宽范围。',
    en: 'The case{value}is of an office that this source may not report for. Check its number; if it is right, an administrator widens the scope.',
  },
  'out_of_scope data.eventId': {
    zh: '事件{value}是别的数据来源报送的：只有那个来源自己或管理员能更正它。',
    en: 'The event{value}came from another source: only that source or an administrator corrects it.',
  },
  'invalid_value subject': {
    zh: '办件号{value}不对：一行文字，最多 128 个字，不含冒号和斜杠。',
    en: 'The case number{value}is wrong: a line of at most 128 characters without ":" and "/".',
  },
};

/** Of a code that has no words here. */
export const otherRefusal: Sentence = {
  zh: '这条事件被拒收（{code}）。',
  en: 'The event was refused ({code}).',
};
