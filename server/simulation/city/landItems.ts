import { auto, calendarDays, instant, type ItemRow, promised } from './itemRows.ts';
import { certificateRoute, doubleRoute, expertRoute, shortRoute, siteRoute } from './routes.ts';

/** What is asked of the offices for building, land, roads, water, woods, farms, safety and the environment. */
export const landItems: Record<string, ItemRow[]> = {
  ZJ: [
    promised('01', '建筑工程施工许可证核发', '施工许可', 7, 3, doubleRoute, {
      floorMinutes: 60,
      onlineDepth: 4,
    }),
    promised('01', '商品房预售许可', '预售许可', 10, 4, siteRoute, { floorMinutes: 60 }),
    promised('01', '建筑业企业资质认定', '建企资质', 20, 12, expertRoute, { floorMinutes: 60 }),
    promised('01', '城镇污水排入排水管网许可', '排水许可', 20, 6, siteRoute, { floorMinutes: 45 }),
    promised('10', '建设工程竣工验收备案', '竣工备案', 15, 5, doubleRoute, { floorMinutes: 45 }),
    promised('10', '房地产经纪机构备案', '经纪备案', 10, 3, shortRoute, { floorMinutes: 30, onlineDepth: 4 }),
    promised('20', '公租房承租资格申请', '公租房', 30, 15, siteRoute, { floorMinutes: 60 }),
    instant('20', '商品房买卖合同网签备案', '合同网签', { onlineDepth: 4 }),
    auto('20', '二级建造师注册信息变更', '建造师变更', { onlineDepth: 4 }),
  ],
  GZ: [
    promised('01', '建设用地规划许可证核发', '用地规划', 20, 7, certificateRoute, { floorMinutes: 60 }),
    promised('01', '建设工程规划许可证核发', '工程规划', 20, 8, expertRoute, { floorMinutes: 60 }),
    promised('01', '临时用地审批', '临时用地', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('01', '乡村建设规划许可证核发', '乡村规划', 20, 8, siteRoute, { floorMinutes: 60 }),
    promised('01', '采矿权延续登记', '采矿延续', 40, 20, expertRoute, { floorMinutes: 60 }),
    promised('07', '地质灾害危险性评估备案', '地灾备案', 15, 5, doubleRoute, { floorMinutes: 40 }),
    instant('20', '测绘成果目录查询', '测绘查询', { onlineDepth: 4 }),
  ],
  JT: [
    promised('01', '道路货物运输经营许可', '货运许可', 20, 4, doubleRoute, {
      floorMinutes: 30,
      onlineDepth: 4,
    }),
    promised('01', '网络预约出租汽车运输证核发', '网约车证', 20, 6, doubleRoute, {
      floorMinutes: 30,
      onlineDepth: 4,
    }),
    promised('01', '涉路施工活动许可', '涉路施工', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('01', '超限运输车辆行驶公路审批', '超限运输', 20, 5, doubleRoute, {
      floorMinutes: 40,
      onlineDepth: 4,
    }),
    promised('01', '机动车维修经营备案', '维修备案', 10, 2, shortRoute, { floorMinutes: 30 }),
    instant('01', '道路运输证换发', '运输证换发', { onlineDepth: 4 }),
    auto('10', '网约车车辆信息备案', '车辆备案', { onlineDepth: 4 }),
    auto('20', '道路运输从业资格证查验', '资格查验', { onlineDepth: 4 }),
  ],
  CG: [
    promised('01', '设置大型户外广告审批', '户外广告', 20, 7, siteRoute, { floorMinutes: 60 }),
    promised('01', '临时占用城市道路审批', '占道审批', 20, 4, doubleRoute, { floorMinutes: 30 }),
    promised('01', '工程建设占用城市绿地审批', '占用绿地', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('01', '城市建筑垃圾处置核准', '建筑垃圾', 20, 5, doubleRoute, { floorMinutes: 30 }),
    instant('20', '停车场备案信息登记', '停车备案', { onlineDepth: 4 }),
  ],
  NY: [
    promised('01', '农药经营许可', '农药经营', 20, 8, siteRoute, { floorMinutes: 45 }),
    promised('01', '动物防疫条件合格证核发', '防疫合格证', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('01', '兽药经营许可证核发', '兽药经营', 30, 10, siteRoute, { floorMinutes: 60 }),
    promised('01', '农村宅基地审批', '宅基地', 30, 15, expertRoute, { floorMinutes: 60 }),
    promised('20', '农机购置补贴申领', '农机补贴', 15, 6, doubleRoute, { floorMinutes: 30 }),
    instant('01', '动物检疫合格证核发', '动物检疫', { visits: 1 }),
  ],
  ST: [
    promised('01', '建设项目环境影响报告表审批', '环评报告表', 30, 12, expertRoute, { floorMinutes: 60 }),
    promised('01', '排污许可证核发', '排污许可', 20, 8, expertRoute, { floorMinutes: 60, onlineDepth: 4 }),
    promised('01', '危险废物经营许可', '危废经营', 20, 12, siteRoute, { floorMinutes: 60 }),
    promised('10', '突发环境事件应急预案备案', '预案备案', 5, 2, shortRoute, { floorMinutes: 20 }),
    auto('10', '环境影响登记表备案', '环评登记', { onlineDepth: 4 }),
  ],
  YJ: [
    promised('01', '危险化学品经营许可', '危化经营', 30, 15, siteRoute, { floorMinutes: 60 }),
    promised('01', '烟花爆竹零售许可', '烟花零售', 20, 6, siteRoute, { floorMinutes: 45 }),
    promised('01', '危险化学品建设项目安全审查', '安全审查', 30, 15, expertRoute, { floorMinutes: 60 }),
    promised('10', '重大危险源备案', '危险源备案', 10, 3, shortRoute, { floorMinutes: 30 }),
  ],
  SL: [
    promised('01', '取水许可', '取水许可', 45, 15, expertRoute, { floorMinutes: 60 }),
    promised('01', '生产建设项目水土保持方案审批', '水保方案', 20, 8, expertRoute, { floorMinutes: 60 }),
    promised('01', '河道管理范围内建设项目审批', '涉河审批', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('20', '农村供水报装', '供水报装', calendarDays(20), calendarDays(14), shortRoute, {
      floorMinutes: 30,
    }),
  ],
  LY: [
    promised('01', '林木采伐许可证核发', '采伐许可', 20, 7, siteRoute, { floorMinutes: 60 }),
    promised('01', '建设项目使用林地审批', '使用林地', 20, 12, expertRoute, { floorMinutes: 60 }),
    promised('01', '林草种子生产经营许可', '林草种子', 20, 8, doubleRoute, { floorMinutes: 45 }),
    instant('01', '植物检疫证书核发', '植物检疫', { onlineDepth: 4 }),
  ],
  SF: [
    promised('01', '律师执业许可', '律师执业', 20, 8, doubleRoute, { floorMinutes: 60, onlineDepth: 4 }),
    promised('01', '公证员执业审核', '公证员', 20, 10, doubleRoute, { floorMinutes: 60 }),
    promised('20', '法律援助申请', '法律援助', 7, 2, shortRoute, { floorMinutes: 20 }),
    promised('09', '人民调解员补贴核发', '调解补贴', 15, 6, doubleRoute, { floorMinutes: 30 }),
    instant('20', '法律咨询登记', '法律咨询', { onlineDepth: 3 }),
  ],
  XF: [
    promised('01', '公众聚集场所消防安全检查', '消防检查', 13, 7, siteRoute, { floorMinutes: 60 }),
    promised('01', '建设工程消防验收', '消防验收', 15, 8, expertRoute, { floorMinutes: 60 }),
    promised('20', '火灾事故认定复核', '火灾复核', 30, 15, expertRoute, { floorMinutes: 60 }),
    instant('10', '告知承诺制场所登记', '场所登记', { onlineDepth: 4 }),
  ],
  QX: [
    promised('01', '雷电防护装置设计审核', '防雷审核', 10, 5, expertRoute, { floorMinutes: 40 }),
    promised('01', '升放系留气球活动审批', '气球审批', 3, 1, shortRoute, { floorMinutes: 30 }),
    instant('20', '气象证明出具', '气象证明', { onlineDepth: 4 }),
  ],
  RF: [
    promised('01', '结建防空地下室审批', '结建审批', 20, 8, doubleRoute, { floorMinutes: 60 }),
    promised('10', '人防工程平时使用备案', '人防备案', 15, 4, shortRoute, { floorMinutes: 30 }),
    promised('01', '拆除人防工程审批', '人防拆除', 20, 10, siteRoute, { floorMinutes: 60 }),
  ],
};
