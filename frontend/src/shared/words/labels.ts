import type { LampColour, MediaRole, RequestKind, Role, Stage, State } from "../api/types";

export const stateLabels: Record<State, string> = {
  reported: "待受理", verifying: "核实中", accepted: "待立案", filed: "待派遣", dispatched: "待签收",
  disposing: "处置中", suspended: "挂账", disposed: "待核查", checking: "核查中", checked: "待结案",
  self_reported: "自处置待审", closed: "结案", rejected: "不予受理", voided: "作废", merged: "并案", invalid: "无效",
};

/** What the running stage clock of a state measures. */
export const stageSteps: Partial<Record<State, string>> = {
  reported: "受理", self_reported: "自处置审核", verifying: "核实", accepted: "立案", filed: "派遣",
  dispatched: "签收", disposed: "发核查", checking: "核查", checked: "结案",
};

export const stageLabels: Record<Stage, string> = {
  collect: "信息收集", file: "案卷建立", dispatch: "任务派遣", dispose: "任务处理", feedback: "处理反馈",
  check: "核查结案", done: "办结",
};

export const roleLabels: Record<Role, string> = {
  collector: "信息采集员", operator: "坐席员", shift_lead: "值班长", dispatcher: "派遣员", unit: "责任单位",
  leader: "领导", evaluator: "考评员", data_manager: "数据管理员", admin: "系统管理员",
};

export const sourceLabels: Record<string, string> = {
  collector: "采集员", phone: "电话", web: "网站", wechat: "微信", leader: "领导", media: "媒体", video: "视频",
  sensor: "传感器", other_system: "其他系统", upper: "上级平台", self_disposed: "自行处置",
};

export const lampWords: Record<LampColour | "suspended", string> = {
  green: "正常", yellow: "临期", red: "超期", none: "未计时", suspended: "挂账",
};

export const mediaRoleLabels: Record<MediaRole, string> = {
  near: "近景", far: "远景", before: "处置前", after: "处置后", other: "其他",
};

export const requestLabels: Record<RequestKind, string> = {
  return: "回退", extension: "延期", suspension: "挂账", void: "作废", appeal: "超时申诉",
};

export const requestStatusLabels: Record<string, string> = {
  open: "待决定", half: "待领导决定", granted: "已同意", refused: "未同意", withdrawn: "已撤回", lapsed: "已失效",
};
