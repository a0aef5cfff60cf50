import { classes } from "@shared/dictionaries";
import type { ClassInfo, Kind } from "@shared/api/types";
import { recent } from "./recent";

export interface Major {
  code: string;
  name: string;
  kind: Kind;
  classes: ClassInfo[];
}

/** What a county's collectors report most, in this order (published monthly counts), until a person has his own. */
const FREQUENT = [
  "暴露垃圾", "无照经营游商", "非法小广告", "乱堆物堆料", "道路不洁", "店外经营", "占道经营", "机动车乱停放", "路灯", "行道树",
];

export function majors(kind: Kind): Major[] {
  const found = new Map<string, Major>();
  for (const one of classes.value.filter((each) => each.kind === kind)) {
    const major = found.get(one.major_code) ?? { code: one.major_code, name: one.major_name, kind, classes: [] };
    major.classes.push(one);
    found.set(one.major_code, major);
  }
  return [...found.values()];
}

/** The person's last classes, filled up with the county's most frequent ones. */
export function quickClasses(username: string, count = 6): ClassInfo[] {
  const byCode = new Map(classes.value.map((one) => [one.code, one]));
  const byName = new Map(classes.value.map((one) => [one.name, one]));
  const own = recent(username).map((code) => byCode.get(code));
  const usual = FREQUENT.map((name) => byName.get(name));
  const all = [...own, ...usual, ...classes.value].filter((one) => one !== undefined);
  return [...new Set(all)].slice(0, count);
}

function rank(one: ClassInfo, text: string): number {
  const initials = one.initials ?? "";
  if (one.name === text || initials === text) return 0;
  if (one.name.startsWith(text) || initials.startsWith(text)) return 1;
  if (one.name.includes(text)) return 2;
  if (initials.includes(text)) return 3;
  if (one.major_name.includes(text)) return 4;
  return one.conditions.some(({ condition }) => condition.includes(text)) ? 5 : -1;
}

/** Nine reports in ten are events, and a few classes make up most of them. */
function usualness(one: ClassInfo): number {
  const at = FREQUENT.indexOf(one.name);
  return at >= 0 ? at : FREQUENT.length + (one.kind === "event" ? 0 : 1);
}

/** By words or pinyin initials (bllj finds 暴露垃圾), the closest first, among equals the most usual. */
export function searchClasses(typed: string, count = 30): ClassInfo[] {
  const text = typed.trim().toLowerCase();
  if (!text) return [];
  return classes.value
    .map((one) => ({ one, order: rank(one, text) }))
    .filter(({ order }) => order >= 0)
    .sort((a, b) => a.order - b.order || usualness(a.one) - usualness(b.one))
    .slice(0, count)
    .map(({ one }) => one);
}
