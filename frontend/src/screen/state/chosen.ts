import { shallowRef } from "vue";
import type { CaseFile } from "@shared/api/types";

/** The case that lies open, for the map to lift. */
export const chosen = shallowRef<CaseFile | null>(null);
