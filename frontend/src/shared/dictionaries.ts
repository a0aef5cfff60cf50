import { computed, shallowRef } from "vue";
import { dictionaries as load } from "./api/endpoints";
import type { CaptureRules, ClassInfo, Condition, Dictionaries, Named } from "./api/types";

const kept = shallowRef<Dictionaries | null>(null);
let loading: Promise<Dictionaries> | null = null;
let source = load;

/** An app that keeps them itself gives its own copy, and may renew it later by `useDictionaries`. */
export function dictionariesFrom(own: () => Promise<Dictionaries>): void {
  source = own;
  loading = null;
}

export function useDictionaries(words: Dictionaries): void {
  kept.value = words;
}

/** The county's words, loaded once a page. */
export function loadDictionaries(): Promise<Dictionaries> {
  loading ??= source().then(
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

/** What holds until the county's own rules are known (an app that was kept from before, a first start without network). */
const USUAL: CaptureRules = {
  gallery_roles: [], photo_max_mb: 10, audio_max_mb: 10, video_max_mb: 100, audio_max_seconds: 60, video_max_seconds: 30,
  report_photos_max: 6, duplicate_metres: 50, duplicate_hours: 24, pin_far_metres: 100,
};
export const captureRules = computed<CaptureRules>(() => kept.value?.capture ?? USUAL);
const byCode = computed(() => new Map(classes.value.map((one) => [one.code, one])));

export const classInfo = (code: string | null | undefined): ClassInfo | undefined =>
  code ? byCode.value.get(code) : undefined;

export const conditionInfo = (code: string | null, id: string | null): Condition | undefined =>
  classInfo(code)?.conditions.find((one) => one.id === id);

/** A dictionary of words as options. */
export const named = (words: Record<string, string> | undefined): Named[] =>
  Object.entries(words ?? {}).map(([code, name]) => ({ code, name }));
