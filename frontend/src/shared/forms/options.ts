import { ref } from "vue";
import { collectors as load, cases } from "../api/endpoints";
import type { Collector } from "../api/types";
import { classes, classInfo, units } from "../dictionaries";
import { stateLabels } from "../words/labels";

export interface Option {
  value: string;
  label: string;
  hint?: string;
  group?: string;
  /** Lower-case text that a search may match besides the label. */
  search?: string;
  glyph?: { code: string; name: string | null };
  disabled?: boolean;
}

const kindWords = { event: "事件", component: "部件" } as const;

/** What the standard's group codes are called; an unknown code is shown as it is. */
const groupWords: Record<string, string> = {
  street: "街道", bureau: "县直部门", county: "县直部门", utility: "公用事业", company: "公用事业", other: "其他单位",
};

export const unitOptions = (): Option[] =>
  units.value.map((one) => ({
    value: one.code, label: one.short_name || one.name, group: groupWords[one.group] ?? one.group,
    search: one.name + one.code, ...(one.short_name && one.short_name !== one.name && { hint: one.name }),
  }));

export const classOptions = (): Option[] =>
  classes.value.map((one) => ({
    value: one.code, label: one.name, group: `${kindWords[one.kind]}·${one.major_name}`, hint: one.code,
    search: `${one.code.toLowerCase()} ${one.initials ?? ""}`, glyph: { code: one.code, name: one.name },
  }));

export const conditionOptions = (classCode: string): Option[] =>
  (classInfo(classCode)?.conditions ?? []).map((one) => ({
    value: one.id, label: one.condition, hint: one.limit_text + (one.urgent ? "·紧急" : ""),
  }));

const people = ref<Collector[] | null>(null);

/** The collectors, asked for when a form first needs them. */
export function collectorOptions(): Option[] {
  if (people.value === null) {
    people.value = [];
    load().then((found) => (people.value = found), () => (people.value = null));
  }
  return (people.value ?? []).map((one) => ({
    value: String(one.id), label: one.name, disabled: Boolean(one.on_leave),
    hint: one.on_leave ? "请假" : (one.phone ?? ""),
  }));
}

/** Open cases that match words or the end of a number, for merging. */
export async function findCases(q: string, except: string): Promise<Option[]> {
  const { items } = await cases.list({ q, limit: 12, sort: "-id" });
  return items
    .filter((one) => one.case_no !== except)
    .map((one) => ({
      value: one.case_no, label: `${one.case_no.slice(-5)} ${one.class_name ?? ""} ${one.address}`,
      hint: stateLabels[one.state], ...(one.class_code && { glyph: { code: one.class_code, name: one.class_name } }),
    }));
}
