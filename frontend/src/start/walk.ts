import type { Role } from "@shared/api/types";

export interface WalkStep {
  role: Role;
  page: "desk" | "field";
  title: string;
  what: string;
}

/** One case's whole way, person by person; the later steps need the earlier ones. */
export const walk: WalkStep[] = [
  { role: "collector", page: "field", title: "上报", what: "拍照、选类别、定位置，提交" },
  { role: "operator", page: "desk", title: "受理", what: "按 Enter 定立案条件，Ctrl+Enter 受理" },
  { role: "shift_lead", page: "desk", title: "立案", what: "审核后立案" },
  { role: "dispatcher", page: "desk", title: "派遣", what: "选主办单位，时钟开始走" },
  { role: "unit", page: "field", title: "处置", what: "签收，处置后拍照" },
  { role: "operator", page: "desk", title: "发核查", what: "系统盲抽一名采集员" },
  { role: "collector", page: "field", title: "核查", what: "不合格即返工，时钟接着走" },
  { role: "shift_lead", page: "desk", title: "结案", what: "得分随即变化" },
];
