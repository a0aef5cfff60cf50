import { post, setDevice, whenDeviceLocked } from "@shared/api/client";
import { readonly, ref } from "vue";
import { dropAllDrafts } from "../report/store";
import { waiting, wipe } from "../outbox";
import { peopleOf } from "../outbox/store";
import { deviceId } from "../state/device";
import { keepNothing } from "./facts";
import { db } from "./store";

/** A phone that was locked from the desk empties itself: copies, PINs, drafts and what waited to be sent. */
export type LostState = "no" | "wiping" | "wiped" | "failed";
const state = ref<LostState>("no");
const gone = ref(0);

export const lostPhone = readonly(state);
/** How many things that waited to be sent went with it. */
export const wentWithIt = readonly(gone);

const KEPT = new Set(["wangge.device"]);

function emptyStorage(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith("wangge.") && !KEPT.has(key)) localStorage.removeItem(key);
  sessionStorage.clear();
}

async function wipeAll(): Promise<void> {
  const people = await peopleOf();
  const counts = await Promise.all(people.map(waiting));
  gone.value = counts.reduce((sum, one) => sum + one, 0);
  emptyStorage();
  await Promise.all(people.map(wipe));
  await dropAllDrafts();
  await Promise.all([db.facts.clear(), db.pictures.clear(), db.gates.clear()]);
}

async function locked(): Promise<void> {
  if (state.value !== "no") return;
  state.value = "wiping";
  keepNothing();
  try {
    await wipeAll();
    state.value = "wiped";
  } catch {
    state.value = "failed";
  }
  await post("/devices/wiped", { device_id: deviceId(), waiting: gone.value }).catch(() => undefined);
}

/** Looks whether the phone was unlocked meanwhile, by starting anew. */
export const startAnew = (): void => location.replace("/field/");

export function startLost(): void {
  setDevice(deviceId());
  whenDeviceLocked(() => void locked());
}
