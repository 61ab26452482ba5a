export default {
  adminMenu: {
    begin: '起步',
    law: '事项与规则',
    feed: '数据接入',
    people: '人员与通知',
    walls: '大屏',
    upkeep: '运行维护',
  },
};
