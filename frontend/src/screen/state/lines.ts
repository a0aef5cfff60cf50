import { computed } from "vue";
import { playedLines } from "../play/shown";
import { lines } from "./feed";

/** What was done last at the moment shown, the newest at the end. */
export interface ShownLine {
  key: string;
  case_no: string;
  at: string | Date;
  action: string;
  label: string;
  class_name: string | null;
  address: string;
  unit: string | null;
}

export const lastLines = computed<ShownLine[]>(() => playedLines.value ?? lines.value.map((one) => ({ ...one, key: String(one.cursor) })));
