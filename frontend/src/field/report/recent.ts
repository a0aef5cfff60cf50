import { ref } from "vue";

const key = (username: string): string => `wangge.field.classes.${username}`;
const kept = ref<Record<string, string[]>>({});

function load(username: string): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key(username)) ?? "[]");
    return Array.isArray(found) ? found.map(String) : [];
  } catch {
    return [];
  }
}

/** Class codes this person used, the last one first. */
export function recent(username: string): string[] {
  kept.value[username] ??= load(username);
  return kept.value[username] ?? [];
}

export function remember(username: string, code: string | null): void {
  if (!code) return;
  const list = [code, ...recent(username).filter((one) => one !== code)].slice(0, 12);
  kept.value[username] = list;
  localStorage.setItem(key(username), JSON.stringify(list));
}
