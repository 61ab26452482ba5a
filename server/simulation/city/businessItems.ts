import { auto, instant, type ItemRow, promised, workHours } from './itemRows.ts';
import { doubleRoute, expertRoute, shortRoute, siteRoute } from './routes.ts';

/** What companies ask of the market, tax, trade, economy, finance and culture offices. */
export const businessItems: Record<string, ItemRow[]> = {
  SJ: [
    promised('01', '食品经营许可', '食品经营', 20, 5, siteRoute, { floorMinutes: 45, onlineDepth: 4 }),
    promised('01', '食品生产许可', '食品生产', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('01', '药品零售企业许可', '药品零售', 30, 10, siteRoute, { floorMinutes: 60 }),
    promised('01', '特种设备使用登记', '特种设备', 15, 4, doubleRoute, { floorMinutes: 30 }),
    promised('01', '公司设立登记', '公司设立', 3, 1, shortRoute, { floorMinutes: 30, onlineDepth: 4 }),
    promised('01', '公司变更登记', '公司变更', 3, 1, shortRoute, { floorMinutes: 25, onlineDepth: 4 }),
    promised('01', '外商投资企业登记', '外资登记', 5, 2, doubleRoute, { floorMinutes: 40 }),
    promised('01', '公司注销登记', '公司注销', 20, 3, doubleRoute, { floorMinutes: 30 }),
    instant('01', '营业执照补发', '执照补发', { onlineDepth: 4 }),
    instant('10', '小餐饮店备案', '小餐饮备案', { visits: 0 }),
    auto('01', '个体工商户设立登记', '个体设立', { onlineDepth: 4 }),
    auto('01', '个体工商户注销登记', '个体注销', { onlineDepth: 4 }),
  ],
  SW: [
    promised('01', '增值税专用发票最高开票限额审批', '开票限额', 10, 3, doubleRoute, {
      floorMinutes: 30,
      onlineDepth: 4,
    }),
    promised('20', '误收多缴退抵税', '退抵税', 30, 10, doubleRoute, { floorMinutes: 40, onlineDepth: 4 }),
    promised('20', '延期缴纳税款申请', '延期缴税', 20, 12, expertRoute, { floorMinutes: 60 }),
    promised('20', '出口退税备案', '出口退税', 20, 4, shortRoute, { floorMinutes: 30, onlineDepth: 4 }),
    promised('20', '税务注销一般流程', '税务注销', 20, 8, doubleRoute, { floorMinutes: 60 }),
    instant('20', '开具无欠税证明', '无欠税证明', { onlineDepth: 4 }),
    instant('20', '发票票种核定', '票种核定', { onlineDepth: 4 }),
    auto('20', '一照一码户信息确认', '信息确认', { onlineDepth: 4 }),
    auto('20', '完税证明开具', '完税证明', { onlineDepth: 4 }),
  ],
  SS: [
    promised('01', '成品油零售经营资格审批', '成品油零售', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('10', '单用途商业预付卡备案', '预付卡备案', 20, 6, doubleRoute, { floorMinutes: 30 }),
    promised('10', '拍卖企业分公司备案', '拍卖备案', 20, 5, shortRoute, { floorMinutes: 30 }),
    promised('20', '外派劳务项目审查', '外派劳务', 10, 4, doubleRoute, { floorMinutes: 40 }),
    auto('10', '对外贸易经营者备案', '外贸备案', { onlineDepth: 4 }),
  ],
  FG: [
    promised('01', '固定资产投资项目节能审查', '节能审查', 20, 12, expertRoute, { floorMinutes: 60 }),
    promised('01', '政府投资项目建议书审批', '项目建议书', 20, 8, doubleRoute, { floorMinutes: 60 }),
    promised('01', '企业投资项目核准', '项目核准', 20, 10, expertRoute, { floorMinutes: 60 }),
    promised('10', '招标方案核准', '招标核准', 10, 4, doubleRoute, { floorMinutes: 30 }),
    auto('10', '企业投资项目备案', '项目备案', { onlineDepth: 4 }),
  ],
  JX: [
    promised('10', '技术改造投资项目备案', '技改备案', 10, 3, shortRoute, {
      floorMinutes: 30,
      onlineDepth: 4,
    }),
    promised('01', '民用爆炸物品生产许可初审', '民爆初审', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('07', '创新型中小企业评价', '企业评价', 30, 15, expertRoute, { floorMinutes: 60 }),
    promised('20', '中小企业专项资金申报', '专项资金', 30, 15, expertRoute, { floorMinutes: 60 }),
    instant('20', '惠企政策咨询登记', '政策登记', { onlineDepth: 4 }),
  ],
  CZ: [
    promised('01', '中介机构从事代理记账审批', '代理记账', 15, 5, doubleRoute, {
      floorMinutes: 30,
      onlineDepth: 4,
    }),
    promised('10', '政府采购投诉处理', '采购投诉', 30, 20, expertRoute, { floorMinutes: 60 }),
    promised('20', '会计专业技术资格证领取', '会计证', 10, 3, shortRoute, { floorMinutes: 20 }),
    auto('20', '会计人员信息采集', '会计采集', { onlineDepth: 4 }),
  ],
  YC: [
    promised('01', '烟草专卖零售许可证新办', '烟草零售', 20, 8, siteRoute, {
      floorMinutes: 45,
      onlineDepth: 4,
    }),
    promised('01', '烟草专卖零售许可证变更', '烟草变更', 20, 5, doubleRoute, {
      floorMinutes: 30,
      onlineDepth: 4,
    }),
    promised('01', '烟草专卖零售许可证延续', '烟草延续', 20, 5, doubleRoute, {
      floorMinutes: 30,
      onlineDepth: 4,
    }),
    instant('01', '烟草专卖零售许可证停业', '烟草停业', { onlineDepth: 4 }),
    instant('01', '烟草专卖零售许可证补办', '烟草补办', { onlineDepth: 4 }),
  ],
  WL: [
    promised('01', '互联网上网服务营业场所设立', '网吧设立', 20, 8, siteRoute, { floorMinutes: 60 }),
    promised('01', '营业性演出审批', '演出审批', 20, 3, doubleRoute, { floorMinutes: 30, onlineDepth: 4 }),
    promised('01', '旅行社设立许可', '旅行社', 20, 6, doubleRoute, { floorMinutes: 45 }),
    promised('01', '娱乐场所经营许可', '娱乐场所', 20, 8, siteRoute, { floorMinutes: 60 }),
    instant('10', '个体演出经纪人备案', '经纪人备案', { onlineDepth: 4 }),
    auto('20', '导游证核发', '导游证', { onlineDepth: 4 }),
  ],
  KJ: [
    promised('07', '科技型企业入库登记', '科企入库', 20, 8, shortRoute, { floorMinutes: 30, onlineDepth: 4 }),
    promised('20', '技术合同认定登记', '技术合同', 15, 5, doubleRoute, { floorMinutes: 40 }),
    promised('01', '外国人来华工作许可', '外国人工作', 20, 7, doubleRoute, {
      floorMinutes: 60,
      onlineDepth: 4,
    }),
  ],
  TI: [
    promised('01', '经营高危险性体育项目许可', '高危体育', 20, 8, siteRoute, { floorMinutes: 60 }),
    promised('07', '三级运动员称号授予', '运动员等级', 20, 6, shortRoute, { floorMinutes: 30 }),
    promised('20', '体育场地临时占用申请', '场地占用', workHours(28), workHours(14), shortRoute),
  ],
  MW: [
    promised('01', '宗教活动场所扩建审批', '场所扩建', 20, 10, siteRoute, { floorMinutes: 60 }),
    promised('07', '公民民族成份变更', '民族变更', 20, 8, doubleRoute, { floorMinutes: 40 }),
    promised('20', '清真食品标识办理', '清真标识', 15, 5, doubleRoute, { floorMinutes: 30 }),
  ],
};
