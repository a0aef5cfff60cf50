import { myTasks } from "@shared/api/endpoints";
import type { LampColour, Media } from "@shared/api/types";
import { computed, readonly, ref, shallowRef } from "vue";

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

const list = shallowRef<FieldTask[] | null>(null);
const error = ref("");

const dueAt = (task: FieldTask): number => (task.deadline ? Date.parse(task.deadline) : Number.MAX_SAFE_INTEGER);

/** Least time left first; null until the first answer. */
export const tasks = computed(() => list.value && [...list.value].sort((a, b) => dueAt(a) - dueAt(b)));
export const tasksError = readonly(error);

export async function loadTasks(): Promise<void> {
  try {
    const answer = await myTasks<FieldTask>();
    list.value = Array.isArray(answer) ? answer : answer.items;
    error.value = "";
  } catch (problem) {
    error.value = problem instanceof Error ? problem.message : "任务未能更新。";
  }
}

export function forgetTasks(): void {
  list.value = null;
}
