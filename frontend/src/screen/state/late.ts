import { computed } from "vue";
import { playedLate } from "../play/shown";
import { late } from "./figures";

/** The late cases of the moment shown, the longest first. */
export const lateRows = computed(() => playedLate.value ?? late.value.value?.items ?? []);
