import type { LampColour } from "@shared/api/types";

/** As the server judges: green up to the warning share of the limit, yellow up to the deadline, red after. */
export function lampAt(due: string | null, warn: string | null, now: number): LampColour {
  if (!due) return "none";
  if (now > Date.parse(due)) return "red";
  return warn && now > Date.parse(warn) ? "yellow" : "green";
}
