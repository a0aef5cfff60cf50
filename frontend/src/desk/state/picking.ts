import { reactive } from "vue";
import type { Where } from "@shared/api/types";

/** A place being chosen on the desk's map, for a registration or a corrected position. */
export const picking = reactive({
  on: false,
  at: null as [number, number] | null,
  /** The point in words, once the server has said them. */
  where: null as Where | null,
});

export function startPicking(): void {
  Object.assign(picking, { on: true });
}

export function stopPicking(forget = true): void {
  picking.on = false;
  if (forget) Object.assign(picking, { at: null, where: null });
}
