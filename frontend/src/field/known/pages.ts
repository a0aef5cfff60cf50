import { computed, readonly, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { Ask } from "./answers";
import { known } from "./known";

export interface KnownPages<P> {
  /** The first page and those asked for since; null until there is one. */
  pages: ComputedRef<P[] | null>;
  first: ShallowRef<P | null>;
  at: Readonly<Ref<number | null>>;
  old: ComputedRef<boolean>;
  error: ComputedRef<string>;
  /** Whether there is more. */
  more: ComputedRef<boolean>;
  busy: Readonly<Ref<boolean>>;
  refresh: () => Promise<void>;
  goOn: () => Promise<void>;
}

/** A list that goes on: its first page as `known`, earlier ones from the server when wanted and not kept. */
export function knownPages<P, C>(ask: Ask<P>, next: (page: P) => C | null, earlier: (at: C) => Promise<P>): KnownPages<P> {
  const { value: first, at, old, error: failed, refresh: reread } = known(ask.key, ask.fetcher);
  const added = shallowRef<P[]>([]);
  const trouble = ref("");
  const busy = ref(false);
  const pages = computed(() => first.value && [first.value, ...added.value]);
  const cursor = computed(() => {
    const last = pages.value?.at(-1);
    return last ? next(last) : null;
  });

  async function refresh(): Promise<void> {
    const before = at.value;
    trouble.value = "";
    await reread();
    if (at.value !== before) added.value = []; // what came after the old first page may not follow the new one
  }

  async function goOn(): Promise<void> {
    const from = cursor.value;
    if (from === null || busy.value) return;
    busy.value = true;
    trouble.value = "";
    try {
      const page = await earlier(from);
      if (cursor.value === from) added.value = [...added.value, page];
    } catch (problem) {
      trouble.value = problem instanceof Error ? problem.message : "未能载入，请稍后再试。";
    }
    busy.value = false;
  }
  const error = computed(() => failed.value || trouble.value);
  return { pages, first, at, old, error, more: computed(() => cursor.value !== null), busy: readonly(busy), refresh, goOn };
}
