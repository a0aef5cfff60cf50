import { reactive } from "vue";
import type { GridHere } from "@shared/map/gridAt";

/** A place being chosen on the desk's map, for a registration or a corrected position. */
export const picking = reactive({
  on: false,
  at: null as [number, number] | null,
  grid: null as GridHere | null,
});

export function startPicking(): void {
  Object.assign(picking, { on: true });
}

export function stopPicking(forget = true): void {
  picking.on = false;
  if (forget) Object.assign(picking, { at: null, grid: null });
}
