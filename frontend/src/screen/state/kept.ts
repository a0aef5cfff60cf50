import { shallowRef, type ShallowRef } from "vue";

export interface Kept<T> {
  value: ShallowRef<T | null>;
  load: () => Promise<void>;
}

/** An answer that is asked for again and again. A failure leaves the old one; a call during a call asks once more after it. */
export function kept<T>(read: () => Promise<T>): Kept<T> {
  const value = shallowRef<T | null>(null);
  let running: Promise<void> | null = null;
  let again = false;
  async function run(): Promise<void> {
    do {
      again = false;
      value.value = await read().catch(() => value.value);
    } while (again);
    running = null;
  }
  return {
    value,
    load: () => {
      if (running) again = true;
      return (running ??= run());
    },
  };
}
