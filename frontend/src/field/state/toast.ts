import { readonly, ref } from "vue";

const words = ref("");
let timer = 0;

/** What was just done, for two seconds. */
export const said = readonly(words);

export function done(message: string): void {
  words.value = message;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => (words.value = ""), 2200);
}
