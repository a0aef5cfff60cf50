import { computed, shallowRef } from "vue";
import { dictionaries as load } from "./api/endpoints";
import type { ClassInfo, Condition, Dictionaries, Named } from "./api/types";

const kept = shallowRef<Dictionaries | null>(null);
let loading: Promise<Dictionaries> | null = null;

/** The county's words, loaded once a page. */
export function loadDictionaries(): Promise<Dictionaries> {
  loading ??= load().then(
    (answer) => (kept.value = answer),
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

export const dictionaries = computed(() => kept.value);
export const units = computed(() => kept.value?.units ?? []);
export const classes = computed(() => kept.value?.classes ?? []);
const byCode = computed(() => new Map(classes.value.map((one) => [one.code, one])));

export const classInfo = (code: string | null | undefined): ClassInfo | undefined =>
  code ? byCode.value.get(code) : undefined;

export const conditionInfo = (code: string | null, id: string | null): Condition | undefined =>
  classInfo(code)?.conditions.find((one) => one.id === id);

/** A dictionary of words as options. */
export const named = (words: Record<string, string> | undefined): Named[] =>
  Object.entries(words ?? {}).map(([code, name]) => ({ code, name }));
