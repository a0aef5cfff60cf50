import { readonly, ref } from "vue";

/** Room that a report with photos and a short film should find. */
const SHORT = 100 * 1024 * 1024;
const state = ref(false);
let asked = false;

/** The browser has little room left for photos that wait. */
export const storageShort = readonly(state);

/** Asks the browser once not to clear what waits, and looks how much room is left. */
export async function keepStorage(): Promise<void> {
  const storage = navigator.storage as StorageManager | undefined;
  if (!storage?.estimate) return;
  if (!asked && storage.persist) await storage.persist().catch(() => false);
  asked = true;
  const { quota, usage } = await storage.estimate();
  state.value = quota !== undefined && usage !== undefined && quota - usage < SHORT;
}
