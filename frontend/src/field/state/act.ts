import { ref } from "vue";
import { toSend, type Photo } from "../media/photos";
import { queue } from "../outbox/queue";
import { done } from "./toast";

export interface Doing {
  case_no: string;
  /** Below /api/v1. */
  path: string;
  body: Record<string, unknown>;
  photos?: Photo[];
  /** What was done, as its button says it; on what; what is said when it has arrived. */
  title: string;
  about: string;
  told: string;
}

export const KEPT = "已保存，有网络时自动上传";

/** Does one thing to a case by way of the outbox: true as soon as the phone has kept it. What was typed stays if it could not. */
export function useAct(): { busy: typeof busy; error: typeof error; act: (what: Doing) => Promise<boolean> } {
  const busy = ref(false);
  const error = ref("");

  const act = async ({ photos = [], ...what }: Doing): Promise<boolean> => {
    busy.value = true;
    error.value = "";
    try {
      await queue.action({ ...what, media: photos.map(toSend) });
      done(KEPT);
      return true;
    } catch (problem) {
      error.value = problem instanceof Error ? problem.message : "未能保存，内容还在页面上。";
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, error, act };
}

export const actionPath = (caseNo: string, action: string): string => `/cases/${caseNo}/actions/${action}`;
export const requestPath = (caseNo: string, kind: string): string => `/cases/${caseNo}/requests/${kind}`;

/** What a case or task is called in the outbox. */
export const aboutOf = (one: { class_name?: string | null; address?: string | null }): string =>
  [one.class_name ?? "未定类别", one.address].filter(Boolean).join("·");
