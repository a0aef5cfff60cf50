import { acting } from "@shared/session";
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef } from "vue";
import { dutyCode, dutyName, nearCases, whereIs, type NearCase, type Where } from "../place/geocode";
import { draft } from "./draft";

const WAIT = 250;

/** What the server says of the pin: address and grid in words, likely duplicates; asked again when the pin has moved. */
export function useWhere(): {
  where: typeof where;
  near: typeof near;
  trouble: typeof trouble;
  foreign: ComputedRef<string>;
} {
  const where = shallowRef<Where | null>(null);
  const near = shallowRef<NearCase[]>([]);
  const trouble = ref("");
  let timer = 0;
  let running: AbortController | null = null;

  const ask = async (): Promise<void> => {
    const { pin, class_code } = draft;
    if (!pin) return;
    running?.abort();
    const controller = new AbortController();
    running = controller;
    try {
      const same = class_code ? nearCases(pin.lon, pin.lat, class_code, controller.signal) : Promise.resolve({ items: [] });
      const [place, { items }] = await Promise.all([whereIs(pin.lon, pin.lat, controller.signal), same]);
      where.value = place;
      near.value = items;
      trouble.value = "";
    } catch (problem) {
      if (controller.signal.aborted) return;
      trouble.value = "地址暂时查不到，可照常提交，由坐席员核对。";
      where.value = null;
      near.value = [];
    }
  };

  watch(
    () => [draft.pin?.lon, draft.pin?.lat, draft.class_code],
    () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void ask(), WAIT);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    window.clearTimeout(timer);
    running?.abort();
  });

  /** The duty grid's name if it is not one of the person's own; empty where all is well or nothing is known. */
  const foreign = computed(() => {
    const own = acting.value?.duty_grids ?? [];
    const code = where.value && dutyCode(where.value);
    if (!code || !own.length || own.some((grid) => grid.code === code)) return "";
    return where.value ? dutyName(where.value) : "";
  });
  return { where, near, trouble, foreign };
}
