import type { Role } from "../media/evidence";

/** What a report's photographs must show, in this order. */
export interface Slot {
  role: Role;
  words: string;
  hint: string;
}

const USUAL: Slot[] = [
  { role: "near", words: "近景", hint: "看清是什么" },
  { role: "far", words: "远景", hint: "带上门牌或路口" },
];
const SELF_DISPOSED: Slot[] = [
  { role: "before", words: "处置前", hint: "问题原貌" },
  { role: "after", words: "处置后", hint: "同一角度" },
];
const FURTHER: Slot = { role: "other", words: "其他", hint: "补充细节" };

export const slotsOf = (selfDisposed: boolean): Slot[] => (selfDisposed ? SELF_DISPOSED : USUAL);

export const slotOf = (role: Role): Slot => [...USUAL, ...SELF_DISPOSED].find((slot) => slot.role === role) ?? FURTHER;

/** Turning a report into a self-disposal and back: the near view is the one from before, the far one that from after. */
export const COUNTERPART: Partial<Record<Role, Role>> = { near: "before", far: "after", before: "near", after: "far" };
