import type { CaseEvent, Named } from "../api/types";

export interface Step {
  id: string;
  at: string;
  label: string;
  who: string;
  words: string;
  /** Milliseconds the case stood still before this step; null where nothing moved. */
  took: number | null;
  photos: number;
}

const nameOf = (value: unknown): string => (value && typeof value === "object" ? ((value as Named).name ?? "") : "");

function who(event: CaseEvent, unitName: (code: string) => string): string {
  const { actor } = event;
  const unit = actor.unit?.name ?? "";
  const post = unit || actor.post_label;
  const person = [actor.name, post === actor.name ? "" : post].filter(Boolean).join(" ");
  const lead = event.data["lead_unit"];
  const to = event.action === "dispatch" ? nameOf(lead) || (typeof lead === "string" ? unitName(lead) : "") : "";
  return to ? `${actor.name} → ${to}` : person;
}

/** The log as steps: what, by whom, and how long the case had waited for it. */
export function stepsOf(events: CaseEvent[], unitName: (code: string) => string): Step[] {
  let last: number | null = null;
  let state = "";
  return events.map((event) => {
    const at = new Date(event.acted_at ?? event.at).getTime();
    const moved = event.to !== state;
    state = event.to;
    const took = moved && last !== null ? Math.max(0, at - last) : null;
    if (moved) last = at;
    return {
      id: event.id, at: event.acted_at ?? event.at, label: event.label, who: who(event, unitName),
      words: event.action === "report" ? "" : event.opinion, took, photos: event.media.length,
    };
  });
}
