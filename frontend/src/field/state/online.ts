import { readonly, ref } from "vue";

const state = ref(navigator.onLine);
window.addEventListener("online", () => (state.value = true));
window.addEventListener("offline", () => (state.value = false));

/** Whether the phone says it has a network at all. */
export const online = readonly(state);
