import type { Figure, OpenCase, Played } from "../state/api";
import { stages } from "../state/words";

/** One day as it is played: its events laid over what was open when it began. `at` counts milliseconds since midnight. */
export interface Day {
  start: number;
  length: number;
  open: OpenCase[];
  events: Played[];
}

export type PlayedCase = OpenCase;

const ENDED = new Set(["closed", "rejected", "voided", "merged", "invalid"]);
const SLOT = 15 * 60_000;
const LINES = 12;

export class Player {
  at = 0;
  /** Every case of the day so far, also those that have ended. */
  readonly cases = new Map<string, PlayedCase>();
  readonly counted = new Map<Figure, Set<string>>();
  slots: number[] = [];
  private next = 0;

  constructor(readonly day: Day) {
    this.rewind();
  }

  private rewind(): void {
    this.at = 0;
    this.next = 0;
    this.slots = [];
    this.cases.clear();
    for (const one of this.day.open) this.cases.set(one.case_no, { ...one });
    for (const { figure } of stages) this.counted.set(figure, new Set());
  }

  /** To a moment of the day, forwards by what happened in between, backwards from its beginning. */
  seek(to: number): void {
    const goal = Math.max(0, Math.min(this.day.length, to));
    if (goal < this.at) this.rewind();
    const { events } = this.day;
    while (this.next < events.length && events[this.next]!.at <= goal) this.apply(events[this.next++]!);
    this.at = goal;
    while (this.slots.length < Math.ceil(goal / SLOT)) this.slots.push(0);
  }

  private apply(event: Played): void {
    const known = this.cases.get(event.case_no);
    const fresh = { case_no: event.case_no, address: event.address, reported_at: new Date(this.day.start + event.at).toISOString() };
    this.cases.set(event.case_no, { ...(known ?? (fresh as OpenCase)), ...event.changed });
    for (const figure of event.figures as Figure[]) {
      const numbers = this.counted.get(figure);
      if (figure === "reported" && !numbers?.has(event.case_no)) this.count(event.at);
      numbers?.add(event.case_no);
    }
  }

  private count(at: number): void {
    const slot = Math.floor(at / SLOT);
    while (this.slots.length <= slot) this.slots.push(0);
    this.slots[slot]!++;
  }

  /** In milliseconds since 1970. */
  get now(): number {
    return this.day.start + this.at;
  }

  open(): PlayedCase[] {
    return [...this.cases.values()].filter((one) => !ENDED.has(one.state));
  }

  /** Late at their unit, the longest first. */
  late(): PlayedCase[] {
    const over = this.open().filter((one) => (one.state === "dispatched" || one.state === "disposing") && one.deadline && Date.parse(one.deadline) < this.now);
    return over.sort((a, b) => Date.parse(a.deadline!) - Date.parse(b.deadline!));
  }

  /** The last events until now, the newest at the end. */
  lines(): Played[] {
    return this.day.events.slice(Math.max(0, this.next - LINES), this.next);
  }
}
