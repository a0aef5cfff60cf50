import { computed } from "vue";
import type { Figure, Row } from "./api";
import { played } from "../play/shown";
import { summary } from "./figures";
import { stages } from "./words";

/** What the counts of the page stand for: now, or a moment of a day that is played back. */
export interface Shown {
  live: boolean;
  /** The moment shown, in milliseconds; of now see clockNow. */
  at: number;
  dayWord: string;
  counts: Record<Figure, number>;
  open: number;
  late: number;
  lateUnits: number;
  trend: { today: number[]; yesterday: number[]; lastWeek: number[]; slotMinutes: number };
  /** The cases behind a figure: asked for at the server, or told. */
  behind: (figure: Figure | "open" | "late") => { figure?: string; rows?: Row[] };
}

const zero = Object.fromEntries(stages.map(({ figure }) => [figure, 0])) as Record<Figure, number>;

export const live = computed<Shown>(() => {
  const found = summary.value.value;
  const counts = found ? Object.fromEntries(stages.map(({ figure }) => [figure, found.stages[figure].today])) : zero;
  return {
    live: true, at: 0, dayWord: "今日", counts: counts as Record<Figure, number>, open: found?.open.today ?? 0,
    late: found?.late.cases ?? 0, lateUnits: found?.late.units ?? 0,
    trend: {
      today: found?.reported.today ?? [], yesterday: found?.reported.yesterday ?? [],
      lastWeek: found?.reported.last_week ?? [], slotMinutes: found?.slot_minutes ?? 15,
    },
    behind: (figure) => ({ figure }),
  };
});

/** While a day is played its moment, else now. */
export const shown = computed<Shown>(() => played.value ?? live.value);
