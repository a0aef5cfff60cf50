import { onScopeDispose, ref } from "vue";
import { backToLive, openDay, play, player, seek, seekBy, setSpeed, toggle as playOrPause } from "../play/playback";
import { clockNow } from "./clock";
import { dayOf } from "./days";
import { onMap } from "./onmap";
import { back, openCase, openList } from "./view";

export const helping = ref(false);
const MINUTE = 60_000;

export const keyWords: [string, string][] = [
  ["P", "回放昨天，再按回到现在"], ["空格", "播放、暂停"], ["← →", "后退、前进 5 分钟，加 Shift 为 1 小时"], ["↑ ↓", "加快、放慢"],
  ["Home End", "一天的开始、终了"], ["1 2 3", "案件、热力、评价等级"], ["Esc", "关闭详情，或回到现在"], ["?", "这张表"],
];

/** Yesterday is what one most often wants to see again. */
export const openPlayback = (): void => void openDay(dayOf(clockNow.value - 24 * 60 * MINUTE));

function close(): void {
  if (helping.value) helping.value = false;
  else if (openCase.value || openList.value) back();
  else if (play.open) backToLive();
}

const always: Record<string, (event: KeyboardEvent) => void> = {
  p: () => (play.open ? backToLive() : openPlayback()),
  Escape: close,
  "?": () => (helping.value = !helping.value),
  "1": () => (onMap.cases = !onMap.cases),
  "2": () => (onMap.ground = onMap.ground === "heat" ? "none" : "heat"),
  "3": () => (onMap.ground = onMap.ground === "grades" ? "none" : "grades"),
};
const step = (event: KeyboardEvent): number => (event.shiftKey ? 60 : 5) * MINUTE;
const whilePlaying: Record<string, (event: KeyboardEvent) => void> = {
  " ": playOrPause,
  ArrowLeft: (event) => seekBy(-step(event)),
  ArrowRight: (event) => seekBy(step(event)),
  ArrowUp: () => setSpeed(1),
  ArrowDown: () => setSpeed(-1),
  Home: () => seek(0),
  End: () => seek(player.value?.day.length ?? 0),
};

/** A field or list that is being used keeps its own keys; a button keeps the space bar. */
function taken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (event.key === "Escape") return false;
  return target.matches("input:not([type=checkbox], [type=range]), select, textarea") || (event.key === " " && target.matches("button, a"));
}

function press(event: KeyboardEvent, keys: typeof always): boolean {
  const act = taken(event) ? undefined : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return false;
  event.preventDefault();
  act(event);
  return true;
}

/** Ahead of whatever is focused: the map would take the arrows for itself. */
function drive(event: KeyboardEvent): void {
  if (player.value && press(event, whilePlaying)) event.stopPropagation();
}

export function useScreenKeys(): void {
  const other = (event: KeyboardEvent): void => void press(event, always);
  window.addEventListener("keydown", drive, true);
  window.addEventListener("keydown", other);
  onScopeDispose(() => {
    window.removeEventListener("keydown", drive, true);
    window.removeEventListener("keydown", other);
  });
}
