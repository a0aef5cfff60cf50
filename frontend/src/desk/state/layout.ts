import { reactive, watch } from "vue";

const KEY = "wangge.desk.layout";
type Layout = { listHeight: number; mapShown: boolean };

function kept(): Layout {
  const found = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Layout>;
  return { listHeight: found.listHeight ?? 0.49, mapShown: found.mapShown ?? true };
}

/** Where the splitter stands (part of the middle column) and whether the map is folded away; remembered. */
export const layout = reactive(kept());

watch(layout, () => localStorage.setItem(KEY, JSON.stringify(layout)));
