import { ApiError } from "@shared/api/client";
import { cases } from "@shared/api/endpoints";
import type { AllowedAction, CaseEvent, CaseFile } from "@shared/api/types";
import { onLive } from "@shared/live/stream";
import { ref, shallowRef } from "vue";
import { onArrived } from "../outbox";
import { soon } from "./soon";

/** One case, what may be done to it now, and its log; kept fresh while the page lives. */
export function useCase(caseNo: string): {
  file: typeof file;
  actions: typeof actions;
  events: typeof events;
  error: typeof error;
  load: () => Promise<void>;
} {
  const file = shallowRef<CaseFile | null>(null);
  const actions = shallowRef<AllowedAction[]>([]);
  const events = shallowRef<CaseEvent[]>([]);
  const error = ref("");

  const load = async (): Promise<void> => {
    try {
      const [one, allowed, log] = await Promise.all([
        cases.file(caseNo),
        cases.actions(caseNo),
        cases.events(caseNo),
      ]);
      file.value = one;
      actions.value = allowed.actions;
      events.value = log;
      error.value = "";
    } catch (problem) {
      error.value = problem instanceof ApiError ? problem.message : "案件未能打开，请稍后再试。";
    }
  };
  const again = soon(load, 300);
  onArrived((item) => item.lane === caseNo && again());
  onLive((change) => change.case_no === caseNo && again(), again);
  return { file, actions, events, error, load };
}
