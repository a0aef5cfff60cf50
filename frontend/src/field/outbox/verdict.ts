import type { Problem } from "@shared/api/client";

/** What came back from one request; status 0: nothing. `ours`: our server wrote it, not a gateway or a hotel's log-in page. */
export interface Answer {
  status: number;
  ours: boolean;
  data: unknown;
  headers: Headers | null;
}

/**
 * done: the server has it. lost: no network or a busy server, everything waits. later: only this one waits. who: the session
 * is gone or somebody else's. update: this build is too old. The rest is for the person to decide.
 */
export type Verdict =
  | { kind: "done"; data: unknown }
  | { kind: "lost"; wait: number }
  | { kind: "later"; problem: Problem }
  | { kind: "who" }
  | { kind: "update"; problem: Problem }
  | { kind: "photos_gone"; media_id: string | null; problem: Problem }
  | { kind: "conflict"; problem: Problem }
  | { kind: "refused"; problem: Problem };

const BUSY = new Set([0, 408, 425, 429, 502, 503, 504]);
/** Never meant for the person: a part of the system does not know the request. Later it may. */
const PUZZLED = new Set([405, 412, 501]);

function problemOf(answer: Answer): Problem {
  const told = (answer.data && typeof answer.data === "object" ? answer.data : {}) as Problem;
  return { title: "服务器未接受", detail: `没有说明原因（${answer.status}）。`, ...told, status: answer.status };
}

/** Seconds in Retry-After as milliseconds, at most five minutes; 0 when nothing is said. */
function asked(answer: Answer): number {
  const seconds = Number(answer.headers?.get("Retry-After") ?? 0);
  return Number.isFinite(seconds) ? Math.min(seconds, 300) * 1000 : 0;
}

export function verdictOf(answer: Answer): Verdict {
  if (BUSY.has(answer.status) || !answer.ours) return { kind: "lost", wait: asked(answer) };
  if (answer.status < 300) return { kind: "done", data: answer.data };
  const problem = problemOf(answer);
  if (answer.status === 401 || problem.code === "csrf_failed" || problem.code === "device_locked") return { kind: "who" };
  if (answer.status === 426) return { kind: "update", problem };
  if (answer.status >= 500 || answer.status === 423 || PUZZLED.has(answer.status)) return { kind: "later", problem };
  if (problem.code === "stale_version") return { kind: "conflict", problem };
  if (problem.code === "unknown_media") {
    return { kind: "photos_gone", media_id: typeof problem["media_id"] === "string" ? problem["media_id"] : null, problem };
  }
  return { kind: "refused", problem };
}
