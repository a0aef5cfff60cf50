import type { Actor, AllowedAction, CaseEvent, CaseFile, RequestKind } from "@shared/api/types";

/** A citizen's report may have no class yet. */
export const classWords = (one: { class_name?: string | null }): string => one.class_name ?? "未定类别";

/** Why the last disposal was not accepted, in the checker's or operator's words; empty if it never was. */
export function reworkReason(events: CaseEvent[]): { who: string; words: string } | null {
  const back = [...events]
    .reverse()
    .find(({ action, to }) => action === "reject_disposal" || (action === "answer_check" && to === "dispatched"));
  if (!back) return null;
  const who = back.action === "answer_check" ? "核查员" : "坐席员";
  return { who, words: back.opinion || "核查未通过" };
}

export const barred = (action: AllowedAction | undefined): string | null => action?.barred ?? null;

export const nameOf = (who: Actor | string | null | undefined): string =>
  typeof who === "string" ? who : [who?.unit, who?.name].filter(Boolean).join(" ");

export const openRequests = (file: CaseFile): CaseFile["requests"] =>
  file.requests.filter(({ status }) => status === "open" || status === "half");

export const requestKinds: { kind: RequestKind; words: string; title: string; hint: string }[] = [
  { kind: "return", words: "申请回退", title: "申请回退", hint: "为什么不归本单位办理？建议转给谁？" },
  { kind: "extension", words: "申请延期", title: "申请延期", hint: "为什么不能按时完成？" },
  { kind: "suspension", words: "申请挂账", title: "申请挂账", hint: "为什么近期不能处置？何时可以恢复？" },
];

/** Names of people are shown with unit and post. */
export function actorWords(who: CaseEvent["actor"]): string {
  if (!who) return "";
  const said = who as Omit<Actor, "unit"> & { post_label?: string | null; unit?: { name: string } | string | null };
  const unit = typeof said.unit === "string" ? said.unit : said.unit?.name;
  const post = said.post_label ?? said.post;
  return [unit, post === said.name ? null : post, said.name].filter(Boolean).join("·");
}
