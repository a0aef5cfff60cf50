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

/** How well a class fits: smaller is better, −1 not at all. Initials or whole pinyin, one's own half-typed syllable too. */
function rank(one: ClassInfo, text: string): number {
  const { initials = "", pinyin = "" } = one;
  if (one.name === text || initials === text || pinyin === text) return 0;
  if (one.name.startsWith(text) || initials.startsWith(text) || pinyin.startsWith(text)) return 1;
  if (one.name.includes(text)) return 2;
  if (initials.includes(text)) return 3;
  if (text.length > 2 && pinyin.includes(text)) return 4;
  if (one.major_name.includes(text)) return 5;
  return one.conditions.some(({ condition }) => condition.includes(text)) ? 6 : -1;
}

/** Nine reports in ten are events, and a few classes make up most of them. */
function usualness(one: ClassInfo): number {
  const at = FREQUENT.indexOf(one.name);
  return at >= 0 ? at : FREQUENT.length + (one.kind === "event" ? 0 : 1);
}

function fitting(text: string): ClassInfo[] {
  return classes.value
    .map((one) => ({ one, order: rank(one, text) }))
    .filter(({ order }) => order >= 0)
    .sort((a, b) => a.order - b.order || usualness(a.one) - usualness(b.one))
    .map(({ one }) => one);
}

export interface Hits {
  classes: ClassInfo[];
  /** Nothing fits what was typed; these fit its beginning. */
  near: boolean;
}

/**
 * By words, pinyin or its initials (bllj, baolu and 暴露 find 暴露垃圾), the closest first, among equals the most usual. A slip
 * of the finger at the end (blly) still finds what fits the letters before it.
 */
export function searchClasses(typed: string, count = 30): Hits {
  const text = typed.toLowerCase().replaceAll(/\s/g, "");
  if (!text) return { classes: [], near: false };
  for (let end = text.length; end >= Math.min(2, text.length); end -= 1) {
    const found = fitting(text.slice(0, end));
    if (found.length) return { classes: found.slice(0, count), near: end < text.length };
  }
  return { classes: [], near: false };
}
