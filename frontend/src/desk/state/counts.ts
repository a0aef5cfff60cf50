import { ref } from "vue";
import { cases } from "@shared/api/endpoints";
import type { Counts } from "@shared/api/types";

export const counts = ref<Counts | null>(null);

export async function loadCounts(): Promise<void> {
  counts.value = await cases.counts().catch(() => counts.value);
}
