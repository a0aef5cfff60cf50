import { ApiError, newId, request } from "@shared/api/client";
import type { CaseFile } from "@shared/api/types";
import { ref } from "vue";

/**
 * Does one thing to a case. The action keeps its id and its body until the server has answered, so a retry after a lost
 * answer never does it twice. `stale` is set when somebody was first: what was typed stays, the case must be read again.
 */
export function useAct(): {
  busy: typeof busy;
  error: typeof error;
  stale: typeof stale;
  act: (path: string, body: Record<string, unknown>) => Promise<CaseFile | null>;
} {
  const busy = ref(false);
  const error = ref("");
  const stale = ref(false);
  let pending: { path: string; said: string; body: Record<string, unknown> } | null = null;

  const failed = (problem: unknown): null => {
    const answered = !(problem instanceof ApiError) || (problem.status !== 0 && problem.status < 500);
    if (answered) pending = null;
    stale.value = problem instanceof ApiError && problem.status === 409;
    error.value = problem instanceof Error ? problem.message : "未能办理，内容已保留。";
    return null;
  };

  const act = async (path: string, body: Record<string, unknown>): Promise<CaseFile | null> => {
    const said = JSON.stringify(body);
    if (pending?.path !== path || pending.said !== said) {
      pending = { path, said, body: { action_id: newId(), acted_at: new Date().toISOString(), ...body } };
    }
    busy.value = true;
    error.value = "";
    try {
      const done = await request<CaseFile>("POST", path, { body: pending.body });
      pending = null;
      return done;
    } catch (problem) {
      return failed(problem);
    } finally {
      busy.value = false;
    }
  };
  return { busy, error, stale, act };
}

export const actionPath = (caseNo: string, action: string): string => `/cases/${caseNo}/actions/${action}`;
export const requestPath = (caseNo: string, kind: string): string => `/cases/${caseNo}/requests/${kind}`;
