import type { CaseRow, LampColour } from "../api/types";
import { stageSteps } from "./labels";
import { left, moment, span } from "./time";

export interface CaseClock {
  lamp: LampColour | "suspended";
  words: string;
  deadline: string | null;
  /** What the clock measures: 处置, 受理, 发核查 … */
  what: string;
}

const ended = new Set(["closed", "rejected", "voided", "merged", "invalid"]);

/** Past its deadline a lamp is red, whatever was read a minute ago. */
export function lampNow(lamp: LampColour, deadline: string | null | undefined, now: Date): LampColour {
  return deadline && new Date(deadline) < now ? "red" : lamp;
}

function over(row: CaseRow, now: Date): CaseClock {
  const at = row.closed_at ?? row.completed_at;
  const words = at ? moment(at, now) : "已办结";
  return { lamp: row.lamp, words, deadline: row.deadline, what: "办结" };
}

/** The one clock a list row shows: the unit's while it disposes, else the running stage's. */
export function caseClock(row: CaseRow, now: Date): CaseClock {
  if (ended.has(row.state)) return over(row, now);
  if (row.state === "suspended") {
    const words = row.suspended_until ? `挂账至 ${moment(row.suspended_until, now).replace(/ .*/, "")}` : "挂账";
    return { lamp: "suspended", words, deadline: row.suspended_until ?? null, what: "挂账" };
  }
  const own = row.state === "disposing";
  const deadline = (own ? row.deadline : row.stage_deadline) ?? null;
  const lamp = lampNow((own ? row.lamp : row.stage_lamp) ?? "none", deadline, now);
  const words = deadline ? left(deadline, now, true) : "未计时";
  return { lamp, words, deadline, what: own ? "处置" : (stageSteps[row.state] ?? "") };
}

/** The running stage's length and what of it is used, in seconds; null where no stage clock runs. */
export function stageUse(row: CaseRow, now: Date): { total: number; used: number } | null {
  if (!row.stage_since || !row.stage_deadline || ended.has(row.state)) return null;
  const from = new Date(row.stage_since).getTime();
  return { total: (new Date(row.stage_deadline).getTime() - from) / 1000, used: (now.getTime() - from) / 1000 };
}

export const spanBetween = (from: string, to: string): string => span(new Date(to).getTime() - new Date(from).getTime());
