import { computed, onScopeDispose, ref } from "vue";

const open = ref(0);

/** A form stands open somewhere: no update now. */
export const held = computed(() => open.value > 0);

/** While the calling component lives the app is not reloaded under the person's hands. */
export function holdUpdate(): void {
  open.value += 1;
  onScopeDispose(() => (open.value -= 1));
}
