import { restore } from "@shared/session";
import { readonly, ref } from "vue";

const lost = ref(false);

/** True while the server could not be asked who we are. */
export const unreachable = readonly(lost);

/** Asks the server who is logged in; says by `unreachable` if it did not answer. */
export async function askWhoWeAre(): Promise<void> {
  try {
    await restore();
    lost.value = false;
  } catch {
    lost.value = true;
  }
}
