import type { Item } from "./item";

const states: Record<Item["state"], string> = {
  waiting: "待上传", sending: "正在上传", refused: "未被接受", conflict: "案件已有变化", done: "已上传",
};

/** 处置完成，待上传. */
export const waitingWords = (item: Item): string => `${item.title}，${states[item.state]}`;

export const stateWords = (item: Item): string => states[item.state];

/** Why it is still here, in the server's words; empty while all is well. */
export function reasonOf({ problem }: Item): string {
  if (!problem) return "";
  const detail = typeof problem.detail === "string" ? problem.detail : "";
  return [problem.title, detail].filter(Boolean).join("：");
}

/** 260 kB, 3.4 MB. */
export function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
