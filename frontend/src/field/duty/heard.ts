import { readonly, ref, shallowRef, type Ref, type ShallowRef } from "vue";

export interface Heard<T> {
  value: ShallowRef<T | null>;
  error: Readonly<Ref<string>>;
  refresh: () => Promise<void>;
}

/** What the server says of one thing; what it said before stays when it cannot be asked. */
export function heard<T>(ask: () => Promise<T>): Heard<T> {
  const value: ShallowRef<T | null> = shallowRef(null);
  const error = ref("");
  let turn = 0;

  async function refresh(): Promise<void> {
    const mine = (turn += 1);
    try {
      const answer = await ask();
      if (mine !== turn) return;
      value.value = answer;
      error.value = "";
    } catch (problem) {
      if (mine === turn) error.value = problem instanceof Error ? problem.message : "未能更新，请稍后再试。";
    }
  }
  return { value, error: readonly(error), refresh };
}
