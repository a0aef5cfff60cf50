import { newId } from "@shared/api/client";

const KEY = "wangge.device";

/** This phone's own name towards the server: made once, kept in the browser. */
export function deviceId(): string {
  const kept = localStorage.getItem(KEY);
  if (kept) return kept;
  const made = newId();
  localStorage.setItem(KEY, made);
  return made;
}

const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS/, "鸿蒙手机"], [/Android/, "安卓手机"], [/iPhone/, "苹果手机"], [/iPad/, "苹果平板"], [/Windows/, "电脑"], [/Mac/, "电脑"],
];
const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/, "微信"], [/Edg\//, "Edge"], [/Firefox\//, "Firefox"], [/Chrome\/(\d+)/, "Chrome"], [/Safari\//, "Safari"],
];
const named = (from: [RegExp, string][], agent: string): string => from.find(([mark]) => mark.test(agent))?.[1] ?? "";

/** What people call it: 安卓手机·Chrome. */
export function deviceName(agent = navigator.userAgent): string {
  return [named(SYSTEMS, agent), named(BROWSERS, agent)].filter(Boolean).join("·") || "手机";
}
