import { ApiError, type Told } from "@shared/api/client";
import { acting, me } from "@shared/session";
import { computed, getCurrentScope, onScopeDispose, readonly, ref, shallowRef, toValue, watch } from "vue";
import type { ComputedRef, MaybeRefOrGetter, Ref, ShallowRef } from "vue";
import { confirm, drop, keep, person, recall } from "./facts";
import { idOf } from "./store";

/** Asks the server. One that knows ETags is given the last one and answers `Told`; `same` says that nothing changed. */
export type Fetcher<T> = (tag: string | null) => Promise<T | Told<T>>;

export interface Known<T> {
  /** The server's last word, from this phone or just now; null until there is one. */
  value: ShallowRef<T | null>;
  /** When the server said so. */
  at: Readonly<Ref<number | null>>;
  /** It could not be asked just now: what is shown may be out of date. */
  old: ComputedRef<boolean>;
  /** Why there is nothing to show, or why the server refused to tell. */
  error: Readonly<Ref<string>>;
  refresh: () => Promise<void>;
  forget: () => void;
}

export interface Options {
  /** The same for all posts of the person. */
  ofPerson?: boolean;
  /** Kept whatever its age. */
  fixed?: boolean;
}

const PATIENCE = 8_000;
const isTold = <T>(answer: T | Told<T>): answer is Told<T> => typeof answer === "object" && answer !== null && "same" in answer;
const toldOf = <T>(answer: T | Told<T>): Told<T> => (isTold(answer) ? (answer as Told<T>) : { same: false, value: answer as T, tag: null });
const unreachable = (problem: unknown): boolean => problem instanceof ApiError && (problem.status === 0 || problem.status >= 500);

/** Answers depend on the post under which one asks, unless they are the person's. */
const nameOf = (key: string, { ofPerson }: Options): string => idOf(ofPerson ? "-" : (acting.value?.id ?? "-"), key);

/** Fetches an answer to have it at hand, and gives what is then known. Nothing is thrown away for a failure. */
export async function provide<T>(key: string, fetcher: Fetcher<T>, options: Options = {}): Promise<T | null> {
  const user = person();
  if (!user) return null;
  const name = nameOf(key, options);
  const heard = await recall<T>(user, name);
  const answer = toldOf(await fetcher(heard?.tag ?? null));
  if (answer.same) {
    await confirm(user, name);
    return heard?.value ?? null;
  }
  await keep(user, name, answer.value, { tag: answer.tag, fixed: options.fixed ?? false });
  return answer.value;
}

/**
 * What a page shows of the server: at once what this phone knows, then what the server says now. Every page reads by
 * this. Keys name one answer (`tasks`, `case:4113…`); a key that changes is another answer.
 */
export function known<T>(key: MaybeRefOrGetter<string>, fetcher: Fetcher<T>, options: Options = {}): Known<T> {
  const value: ShallowRef<T | null> = shallowRef(null);
  const at = ref<number | null>(null);
  const failed = ref(false);
  const error = ref("");
  const name = computed(() => nameOf(toValue(key), options));
  const whole = computed(() => idOf(me.value?.user.username ?? "", name.value));
  let turn = 0;
  let tag: string | null = null;

  function show(found: T, when: number): void {
    value.value = found;
    at.value = when;
  }

  async function fromPhone(user: string): Promise<void> {
    const mine = turn;
    const heard = await recall<T>(user, name.value);
    if (!heard || mine !== turn || value.value !== null) return;
    show(heard.value, heard.at);
    tag = heard.tag;
  }

  async function take(answer: Told<T>, user: string): Promise<void> {
    [failed.value, error.value] = [false, ""];
    at.value = Date.now();
    if (answer.same) return confirm(user, name.value);
    [value.value, tag] = [answer.value, answer.tag];
    await keep(user, name.value, answer.value, { tag, fixed: options.fixed ?? false });
  }

  async function refused(problem: unknown, user: string): Promise<void> {
    failed.value = unreachable(problem);
    if (failed.value && value.value !== null) return void (error.value = "");
    error.value = problem instanceof Error ? problem.message : "未能更新。";
    if (!(problem instanceof ApiError) || ![403, 404].includes(problem.status)) return;
    [value.value, at.value, tag] = [null, null, null];
    await drop(user, name.value);
  }

  async function refresh(): Promise<void> {
    const user = person();
    if (!user) return;
    const mine = (turn += 1);
    if (value.value === null) await fromPhone(user);
    const late = window.setTimeout(() => mine === turn && (failed.value = value.value !== null), PATIENCE);
    try {
      const answer = toldOf(await fetcher(value.value === null ? null : tag));
      if (mine === turn) await take(answer, user);
    } catch (problem) {
      if (mine === turn) await refused(problem, user);
    }
    window.clearTimeout(late);
  }

  function forget(): void {
    turn += 1;
    [value.value, at.value, tag] = [null, null, null];
    [failed.value, error.value] = [false, ""];
  }

  const stop = watch(whole, forget, { flush: "sync" });
  if (getCurrentScope()) onScopeDispose(stop);
  const old = computed(() => failed.value && value.value !== null);
  return { value, at: readonly(at), old, error: readonly(error), refresh, forget };
}
