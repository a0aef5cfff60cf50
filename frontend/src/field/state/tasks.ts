import type { LampColour, Media } from "@shared/api/types";
import { computed } from "vue";
import { myTasks } from "../known/answers";
import { known } from "../known/known";

/** A field task: verify 核实 before filing, check 核查 after disposal, recheck 复查 of a closed case. */
export interface FieldTask {
  id: string;
  kind: "verify" | "check" | "recheck";
  case_no: string;
  version: number;
  class_code?: string;
  class_name: string;
  source?: string;
  condition?: string | null;
  address: string;
  description?: string;
  lon: number;
  lat: number;
  deadline: string | null;
  lamp: LampColour;
  sent_at: string;
  photos: Media[];
}

export const taskWords: Record<FieldTask["kind"], string> = { verify: "核实", check: "核查", recheck: "复查" };

const { value: answer, error: failed, old, at, refresh, forget } = known(myTasks.key, myTasks.fetcher);

const dueAt = (task: FieldTask): number => (task.deadline ? Date.parse(task.deadline) : Number.MAX_SAFE_INTEGER);
const list = computed(() => (Array.isArray(answer.value) ? answer.value : (answer.value?.items ?? null)));

/** Least time left first; null until the first answer. */
export const tasks = computed(() => list.value && [...list.value].sort((a, b) => dueAt(a) - dueAt(b)));
export const tasksError = failed;
export const tasksOld = old;
export const tasksAt = at;
export const loadTasks = refresh;
export const forgetTasks = forget;
