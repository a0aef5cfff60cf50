import { get, post } from "@shared/api/client";
import type { Device } from "@shared/api/types";
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";

/** Everybody's phones, and locking one that was lost. */
export function usePhones(): {
  rows: ShallowRef<Device[] | null>;
  error: Ref<string>;
  load: (words: string, locked: boolean) => Promise<void>;
  change: (phone: Device, what: "lock" | "unlock", reason: string) => Promise<boolean>;
} {
  const rows: ShallowRef<Device[] | null> = shallowRef(null);
  const error = ref("");
  let turn = 0;

  async function load(words: string, locked: boolean): Promise<void> {
    const mine = (turn += 1);
    try {
      const { items } = await get<{ items: Device[] }>("/devices/all", { q: words, locked });
      if (mine !== turn) return;
      [rows.value, error.value] = [items, ""];
    } catch (problem) {
      if (mine === turn) error.value = problem instanceof Error ? problem.message : "名单未能载入。";
    }
  }

  async function change(phone: Device, what: "lock" | "unlock", reason: string): Promise<boolean> {
    try {
      const after = await post<Device>(`/devices/${phone.id}/${what}`, { reason });
      rows.value = rows.value?.map((one) => (one.id === after.id ? after : one)) ?? null;
      error.value = "";
      return true;
    } catch (problem) {
      error.value = problem instanceof Error ? problem.message : "未能办理，请稍后再试。";
      return false;
    }
  }
  return { rows, error, load, change };
}

/** What became of a lock, in words. */
export function lockWords(phone: Device): string {
  if (!phone.locked_at) return "正常";
  if (phone.wiped_at) return phone.waiting ? `已锁定，资料已清除，${phone.waiting} 件未上传` : "已锁定，资料已清除";
  return phone.told_at ? "已锁定，手机已得知" : "已锁定，等手机联网";
}
