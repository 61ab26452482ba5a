/** Words of a wall that plays the past. */
export default {
  replay: {
    title: '回放 {day} ×{speed}',
    reading: '正在读取当日数据……',
    notLive: '非实时画面',
    ended: '回放已结束，停在 {time}',
    invalid: '无法回放：请检查日期、时段（须已过去，最长七天）和速度（1–3600 倍）',
    too_many_requests: '同时进行的回放已满，请先结束其他屏幕的回放；本屏会自动重试',
    slower: '减速',
    faster: '加速',
    again: '重播',
    live: '回到实时',
  },
};
