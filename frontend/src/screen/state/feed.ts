import { shallowRef, triggerRef } from "vue";
import { command, type Line, type Pin } from "./api";
import { lampAt } from "./lamp";

/**
 * What happens, read on from a cursor: the last lines for the foot of the screen, and the pins of open cases kept in
 * step with them. Both are bounded: KEPT lines, and as many pins as there are open cases.
 */
const KEPT = 12;
const PAGE = 200;
const MOST_PAGES = 10; // a longer absence is read anew instead

export const lines = shallowRef<Line[]>([]);
export const pins = shallowRef(new Map<string, Pin>());
let cursor: number | null = null;
let busy: Promise<void> | null = null;
let waiting = false;

function take(found: Line[]): void {
  for (const line of found) {
    if (line.pin) pins.value.set(line.case_no, line.pin);
    else pins.value.delete(line.case_no);
  }
  lines.value = [...lines.value, ...found].slice(-KEPT);
}

/** All of it anew, as at the start. */
async function whole(): Promise<void> {
  const recent = await command.recent(null, KEPT);
  const found = await command.pins();
  pins.value = new Map(found.features.map((one) => [one.properties.case_no, one]));
  lines.value = recent.items;
  cursor = recent.cursor;
}

async function onwards(): Promise<void> {
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await command.recent(cursor, PAGE);
    take(found.items);
    cursor = found.cursor;
    if (!found.more) return triggerRef(pins);
  }
  await whole();
}

async function run(): Promise<void> {
  do {
    waiting = false;
    await (cursor === null ? whole() : onwards()).catch(() => undefined);
  } while (waiting);
  busy = null;
}

/** Read what has come since; a call during a call reads once more after it. */
export function readOn(): Promise<void> {
  if (busy) waiting = true;
  return (busy ??= run());
}

export function readAnew(): Promise<void> {
  cursor = null;
  return readOn();
}

/** Lamps change by time alone. */
export function judgeLamps(now: number): void {
  let changed = false;
  for (const [number, pin] of pins.value) {
    const lamp = lampAt(pin.properties.due, pin.properties.warn, now);
    if (lamp === pin.properties.lamp) continue;
    pins.value.set(number, { ...pin, properties: { ...pin.properties, lamp } });
    changed = true;
  }
  if (changed) triggerRef(pins);
}
