import { useRegisterSW } from "virtual:pwa-register/vue";
import { computed, ref, watch, type ComputedRef } from "vue";
import { reach } from "../outbox/state";
import { held } from "./hold";

const HOUR = 3_600_000;
const PATIENCE = 4_000;

/**
 * New builds: fetched behind the person's back, taken when he says so, never while a form is open. `needed`: the server
 * takes nothing more from this one.
 */
export function useUpdate(): { offered: ComputedRef<boolean>; needed: ComputedRef<boolean>; take: () => Promise<void> } {
  let registration: ServiceWorkerRegistration | undefined;
  const asked = ref(false);
  const stale = ref(false); // another tab took the update: this page's own files are gone
  const look = (): Promise<unknown> => Promise.resolve(registration?.update()).catch(() => undefined);
  const needed = computed(() => reach.value.pause === "update");
  const { needRefresh, updateServiceWorker } = useRegisterSW({
    onRegisteredSW(_url, found) {
      registration = found;
      setInterval(() => void look(), HOUR);
    },
    onNeedReload: () => (stale.value = true),
  });

  const take = async (): Promise<void> => {
    asked.value = true;
    if (!needRefresh.value) await look();
    if (!needRefresh.value && !registration?.installing) return window.location.reload();
  };
  watch([asked, needRefresh], ([wanted, there]) => {
    if (!wanted || !there) return;
    void updateServiceWorker();
    setTimeout(() => (stale.value = true), PATIENCE); // a page that no worker rules hears nothing of the change
  });
  watch([stale, held], ([gone, busy]) => gone && (!busy || asked.value) && window.location.reload());
  watch(needed, (old) => old && void look());
  return { offered: computed(() => needRefresh.value && !held.value), needed: computed(() => needed.value && !held.value), take };
}
