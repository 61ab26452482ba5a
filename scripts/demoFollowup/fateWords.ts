import type { ReplyCause, Verdict } from '../../server/contract/followup.ts';

/** What invented people write, by what it is about. Nobody is named. */
export const replyWords: Readonly<Record<ReplyCause, readonly string[]>> = {
  handover: ['经办人调整，交接时遗漏此件，已由接手人员补办。', '科室轮岗期间未及时移交，现已明确专人负责。'],
  system_fault: [
    '业务系统升级期间无法提交，恢复后即办结。',
    '接口报错，办结信息未能按时上传，技术人员已修复。',
  ],
  network: ['政务外网中断半日，数据延迟上传。'],
  applicant: ['多次电话联系申请人补正，未能及时取得材料。', '申请人外出，约定日期后才到窗口确认。'],
  superior: ['需上级部门出具意见，意见尚未返回。', '联合审查会议延期召开。'],
  materials: ['材料前后不一致，核实耗时较长。', '现场勘验条件不具备，推迟两日完成。'],
  staff_shortage: ['同期申请量大，审查人员不足。', '专业审查岗位空缺，由他科人员兼办。'],
  other: ['情况特殊，已向分管领导说明并加快办理。'],
};

export const verdictWords: Readonly<Record<Verdict, readonly string[]>> = {
  confirmed_violation: ['经核对日志与卷宗，办理过程不符合规定。', '情况属实，违反受理、审查程序要求。'],
  confirmed_delay: ['逾期属实，所述原因不属于可以扣除的情形。', '超过承诺时限，责任在承办部门。'],
  objective_cause: ['外部原因属实，有佐证材料，不计责任。', '上级意见未返回，部门已尽催办义务。'],
  data_problem: ['上报数据有误，业务实际按时办理。', '时间字段填报错误，已要求更正。'],
  false_alarm: ['核查原始记录，办理正常，不构成问题。', '属于事项特点造成，不作为异常。'],
};

export const sendWords = ['请说明原因并附佐证。', '请核查办理过程，限期回复。', '请于时限内反馈情况。'];
export const orderWords = {
  blue: ['请立即清理同类在办件，避免再次逾期。'],
  orange: ['限期整改，提交整改报告和同类件清单。', '限期办结并完善内部时限预警。'],
  red: ['问题突出，限期整改，逾期未改将约谈主要负责人。'],
};
export const rectifyWords = [
  '已办结并向申请人致歉，增设到期前提醒。',
  '已补齐环节记录，对经办人员开展培训。',
  '已修订内部流转时限，指定专人每日核对。',
];
export const reviewWords = {
  passed: ['整改到位，抽查同类件无新问题。', '措施落实，同意销号。'],
  failed: ['仅说明情况，未见具体措施，请补充。'],
};
export const closeWords = ['整改完成，销号。'];
export const appealWords = [
  '该件因申请人补正重新计时，不应认定逾期，请复核。',
  '数据延迟上传所致，业务按时办结，请撤销。',
];
export const appealDecisions = {
  withdrawn: ['申诉成立，予以撤销。'],
  upheld: ['申诉理由不足，维持认定。'],
  escalated: ['情况复杂，提请主管审定。'],
};
export const exemptWords = [
  '历史遗留案件，涉及规划调整，申请豁免至专题会明确。',
  '重大项目并联审批，时限由专班统筹，申请豁免。',
];
export const approveWords = { yes: ['情况属实，同意。'], no: ['理由不充分，不同意。'] };
