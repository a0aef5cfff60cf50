import { computed } from "vue";
import type { LampColour } from "@shared/api/types";
import { classInfo, units } from "@shared/dictionaries";
import type { Figure, Pin, Row } from "../state/api";
import { lampAt } from "../state/lamp";
import type { ShownLine } from "../state/lines";
import type { Shown } from "../state/shown";
import { stages } from "../state/words";
import { player } from "./playback";
import type { PlayedCase, Player } from "./player";

/** What the panels and the map show of the day that is played. */
const short = computed(() => new Map(units.value.map((one) => [one.code, one.short_name || one.name])));

function lampOf(one: PlayedCase, now: number): LampColour {
  return one.state === "disposing" ? lampAt(one.deadline, one.warn_at, now) : lampAt(one.stage_deadline, one.stage_warn_at, now);
}

const stageOf: Record<string, Row["stage"]> = {
  reported: "collect", verifying: "collect", self_reported: "collect", accepted: "file", filed: "dispatch",
  dispatched: "dispose", disposing: "dispose", suspended: "dispose", disposed: "feedback", checking: "check", checked: "check",
};
const nameOf = (code: string | null): string | null => classInfo(code)?.name ?? code;

export function rowOf(one: PlayedCase, now: number): Row {
  const unit = one.lead_unit ? { code: one.lead_unit, name: short.value.get(one.lead_unit) ?? one.lead_unit } : null;
  return {
    ...one, class_name: nameOf(one.class_code), state_label: "", stage: stageOf[one.state] ?? "done", unit, lamp: lampOf(one, now),
  };
}

function behind(found: Player, figure: Figure | "open" | "late"): { rows: Row[] } {
  const cases = figure === "open" ? found.open() : figure === "late" ? found.late() : named(found, figure);
  return { rows: cases.map((one) => rowOf(one, found.now)) };
}

function named(found: Player, figure: Figure): PlayedCase[] {
  return [...(found.counted.get(figure) ?? [])].map((number) => found.cases.get(number)!).reverse();
}

export const played = computed<Shown | null>(() => {
  const found = player.value;
  if (!found) return null;
  const late = found.late();
  return {
    live: false, at: found.now, dayWord: "当日", open: found.open().length, late: late.length,
    counts: Object.fromEntries(stages.map(({ figure }) => [figure, found.counted.get(figure)!.size])) as Record<Figure, number>,
    lateUnits: new Set(late.map((one) => one.lead_unit)).size,
    trend: { today: found.slots, yesterday: [], lastWeek: [], slotMinutes: 15 },
    behind: (figure) => behind(found, figure),
  };
});

export const playedLate = computed<Row[] | null>(() => player.value && player.value.late().slice(0, 40).map((one) => rowOf(one, player.value!.now)));

export const playedPins = computed<Pin[] | null>(() => {
  const found = player.value;
  return found && found.open().filter((one) => one.lon !== null && one.lat !== null).map((one) => pinOf(one, found.now));
});

function pinOf(one: PlayedCase, now: number): Pin {
  return {
    type: "Feature", id: one.case_no, geometry: { type: "Point", coordinates: [one.lon!, one.lat!] },
    properties: {
      case_no: one.case_no, kind: one.kind, class_code: one.class_code, class_name: nameOf(one.class_code), state: one.state,
      stage: stageOf[one.state] ?? "done", urgent: one.urgent, suspended: one.state === "suspended", lamp: lampOf(one, now),
      due: null, warn: null,
    },
  };
}

export const playedLines = computed<ShownLine[] | null>(() => {
  const found = player.value;
  return found && found.lines().map((one) => ({
    key: `${one.at}.${one.case_no}.${one.action}`, case_no: one.case_no, at: new Date(found.day.start + one.at), action: one.action,
    label: one.label, class_name: nameOf(found.cases.get(one.case_no)?.class_code ?? null), address: one.address,
    unit: rowOf(found.cases.get(one.case_no)!, found.now).unit?.name ?? null,
  }));
});
