import type { DemoPerson, Role, State, VisitorsCase } from "@shared/api/types";

export type Page = "desk" | "field" | "screen" | "admin";

export interface WalkStep {
  role: Role;
  page: "desk" | "field";
  title: string;
  what: string;
  /** The states in which a case waits for this step. */
  from: State[];
  /** The person is not the first of his post: the case itself says who. */
  chosen?: "unit_person" | "collector";
  /** What stands for the person while the case has not come so far. */
  until?: string;
}

/** One case's whole way, person by person; the later steps need the earlier ones. */
export const walk: WalkStep[] = [
  { role: "collector", page: "field", title: "上报", what: "拍照、选类别、定位置，提交", from: [] },
  { role: "operator", page: "desk", title: "受理", what: "按 Enter 定立案条件，Ctrl+Enter 受理", from: ["reported", "self_reported"] },
  { role: "shift_lead", page: "desk", title: "立案", what: "审核后立案", from: ["accepted"] },
  { role: "dispatcher", page: "desk", title: "派遣", what: "选主办单位，时钟开始走", from: ["filed"] },
  {
    role: "unit", page: "field", title: "处置", what: "签收，处置后拍照", from: ["dispatched", "disposing", "suspended"],
    chosen: "unit_person", until: "由派遣决定",
  },
  { role: "operator", page: "desk", title: "发核查", what: "系统盲抽一名采集员", from: ["disposed"] },
  {
    role: "collector", page: "field", title: "核查", what: "不合格即返工，时钟接着走", from: ["checking", "verifying"],
    chosen: "collector", until: "由系统抽中",
  },
  { role: "shift_lead", page: "desk", title: "结案", what: "得分随即变化", from: ["checked"] },
];

const ended = new Set<State>(["closed", "rejected", "voided", "merged", "invalid"]);

/** Which step the visitor's case waits for; the first when there is none or it is done. */
export function stepOf(mine: VisitorsCase | null): number {
  if (!mine || ended.has(mine.state)) return 0;
  return walk.findIndex((step) => step.from.includes(mine.state));
}

/** Who does a step: whoever the case has been given to, else the first of the post; nobody yet where the case decides it. */
export function personOf(step: WalkStep, people: DemoPerson[], mine: VisitorsCase | null): DemoPerson | undefined {
  if (!step.chosen) return people.find((one) => one.role === step.role);
  const name = mine?.[step.chosen];
  return people.find((one) => one.username === name);
}

/** Where a step is done: with the visitor's case open, where it waits for this step. */
export function placeOf(step: WalkStep, mine: VisitorsCase | null): string {
  const here = mine && step.from.includes(mine.state) ? mine.case_no : "";
  if (step.page === "desk") return here ? `/desk/?list=todo&case=${here}` : "/desk/";
  return here && step.role === "unit" ? `/field/cases/${here}` : "/field/";
}
