import { onScopeDispose, ref, shallowRef } from "vue";
import { command, type Layer, type Mark } from "./api";

/** Layers that subsystems have registered at the server, and how their things are now. */
export const layers = shallowRef<Layer[]>([]);
const marks = ref(new Map<string, Mark[]>());
const EVERY = 15_000;

/** The first layer of movers is told from all further ones: its arrows are white on dark, theirs dark on bright. */
export function isFurther(code: string): boolean {
  const movers = layers.value.filter((one) => one.kind === "mover");
  return movers.slice(1).some((one) => one.code === code);
}

export const marksOf = (code: string): Mark[] => marks.value.get(code) ?? [];

async function refresh(): Promise<void> {
  for (const { code } of layers.value) {
    const found = await command.marks(code).catch(() => null);
    if (found) marks.value.set(code, found.marks);
  }
}

/** While the calling component lives. */
export function keepLayers(): void {
  let timer = 0;
  async function turn(): Promise<void> {
    if (!layers.value.length) layers.value = await command.layers().catch(() => []);
    await refresh();
    timer = window.setTimeout(() => void turn(), EVERY);
  }
  void turn();
  onScopeDispose(() => window.clearTimeout(timer));
}
