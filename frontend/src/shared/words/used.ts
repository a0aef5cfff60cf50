import type { LimitUnit } from "../api/types";
import { span } from "./time";

/** How a clock counts: the unit of its limit, and how many seconds one of it has. */
export interface Measure {
  unit: LimitUnit;
  unitSeconds: number;
}

const HOUR = 3600;

/**
 * Used time in the unit of the limit, so that it can be held against it: 1工作时25分, 35工作时, 3工作日2工作时, 12工作日.
 * Limits that run day and night are said by the clock: 5小时12分, 3天2小时.
 */
export function usedTime(seconds: number, { unit, unitSeconds }: Measure): string {
  const rest = Math.max(0, seconds);
  if (unit === "work_hour") return workHours(rest);
  if (unit === "work_day") return workDays(rest, unitSeconds);
  return span(rest * 1000);
}

function workHours(seconds: number): string {
  const whole = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / 60);
  if (!whole) return `${minutes}分`;
  return minutes && whole < 10 ? `${whole}工作时${minutes}分` : `${whole}工作时`;
}

function workDays(seconds: number, day: number): string {
  const whole = Math.floor(seconds / day);
  if (!whole) return workHours(seconds);
  const hours = Math.floor((seconds % day) / HOUR);
  return hours && whole < 10 ? `${whole}工作日${hours}工作时` : `${whole}工作日`;
}
