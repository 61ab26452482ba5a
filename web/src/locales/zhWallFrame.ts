/** Words of the frame around the wall's pages. */
export default {
  wallPage: {
    overview: '总览',
    hours: '区县 × 时段',
    departments: '部门 × 区县',
    items: '事项',
    halls: '大厅',
    followup: '督办进展',
  },
  wallFrame: {
    pages: '第 {at} 页，共 {n} 页',
    pinned: '已固定',
    muted: '声音未获准，按任意键开启',
    turn: '上一页、下一页',
    pin: '固定本页，再按一次继续轮播',
    identify: '屏幕 {id}',
  },
  interrupt: {
    title: '红牌',
    raised: '{age}前发现',
    others: '同时另有 {n} 件红牌',
    workdays: '个工作日',
  },
};
