import { computed, ref } from "vue";

const tick = ref(new Date());
setInterval(() => (tick.value = new Date()), 10_000);

/** The page's clock, moving every ten seconds, so that all times on it agree. */
export const now = computed(() => tick.value);
