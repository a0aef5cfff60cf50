import { computed, reactive, shallowRef, triggerRef } from "vue";
import { command, type Playback } from "../state/api";
import { dayOf } from "../state/days";
import { Player } from "./player";
import { dropTracks, loadTracks } from "./tracks";

/** Playing a past day: one day is held at a time, and none when the screen is back to now. */
export const speeds = [1, 10, 60, 120, 300, 600] as const;
const REDRAWN = 200; // milliseconds between two pictures; the clock itself runs on

const LEAP = 5000; // a window that was away goes on where it was

export const player = shallowRef<Player | null>(null);
export const play = reactive({ open: false, day: "", speed: 60 as number, running: false, reading: false, trouble: "" });
/** yyyy-mm-dd; null while the screen shows now. */
export const playedDay = computed(() => (player.value ? dayOf(player.value.day.start) : null));

let asked: AbortController | null = null;
let frame = 0;
let last = 0;
let exact = 0;
let drawn = 0;

async function pages(day: string, signal: AbortSignal): Promise<Playback> {
  const whole = await command.playback(day, "", signal);
  for (let cursor = whole.next_cursor; cursor; ) {
    const page = await command.playback(day, cursor, signal);
    for (const event of page.events) whole.events.push(event);
    cursor = page.next_cursor;
  }
  return whole;
}

/** Open a day (yyyy-mm-dd) at its beginning of work, paused. */
export async function openDay(day: string): Promise<void> {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  stop();
  Object.assign(play, { open: true, day, reading: true, trouble: "" });
  try {
    const told = await pages(day, signal);
    const start = Date.parse(told.start);
    player.value = new Player({ start, length: Date.parse(told.until) - start, open: told.open ?? [], events: told.events });
    void loadTracks(day, signal);
    seek(Math.min(told.events[0]?.at ?? 0, 8 * 3_600_000));
  } catch {
    if (!signal.aborted) play.trouble = "没有读出这一天，请重试。";
  } finally {
    if (!signal.aborted) play.reading = false;
  }
}

export function backToLive(): void {
  asked?.abort();
  stop();
  player.value = null;
  dropTracks();
  Object.assign(play, { open: false, reading: false, trouble: "" });
}

export function seek(to: number): void {
  if (!player.value) return;
  exact = Math.max(0, Math.min(player.value.day.length, to));
  draw();
}

export const seekBy = (by: number): void => seek(exact + by);

export function setSpeed(step: 1 | -1): void {
  const now = speeds.findIndex((one) => one >= play.speed);
  play.speed = speeds[Math.max(0, Math.min(speeds.length - 1, now + step))]!;
}

export function toggle(): void {
  if (play.running) return stop();
  if (!player.value) return;
  if (exact >= player.value.day.length) seek(0);
  play.running = true;
  last = performance.now();
  frame = requestAnimationFrame(run);
}

function stop(): void {
  play.running = false;
  cancelAnimationFrame(frame);
}

function draw(): void {
  drawn = performance.now();
  player.value?.seek(exact);
  triggerRef(player);
}

function run(now: number): void {
  if (!player.value || !play.running) return;
  exact = Math.min(player.value.day.length, exact + Math.min(LEAP, now - last) * play.speed);
  last = now;
  if (exact >= player.value.day.length) stop();
  if (!play.running || now - drawn >= REDRAWN) draw();
  if (play.running) frame = requestAnimationFrame(run);
}
