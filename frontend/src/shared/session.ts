import { computed, ref } from "vue";
import { ApiError, setActingPost, setCsrf, whenExpired } from "./api/client";
import { demo, session as api } from "./api/endpoints";
import type { Me, Post, Role, SessionAnswer } from "./api/types";

const who = ref<Me | null>(null);
const postId = ref<number | null>(null);
const asked = ref(false);
const postKey = (me: Me): string => `wangge.post.${me.user.username}`;

function take(me: Me): Me {
  const kept = Number(localStorage.getItem(postKey(me)));
  const post = me.posts.find((one) => one.id === kept) ?? me.posts[0] ?? null;
  setActingPost(post?.id ?? null);
  postId.value = post?.id ?? null;
  who.value = me;
  lapsed.value = false;
  return me;
}

function forget(): void {
  who.value = null;
  lapsed.value = false;
  postId.value = null;
  setActingPost(null);
}

const lapsed = ref(false);
let keepPage = false;

whenExpired(() => {
  if (keepPage && who.value) lapsed.value = true;
  else forget();
});

/** A page that keeps what was written: when the session ends it asks to log in again over itself (`expired`). */
export function keepPageOnExpiry(): void {
  keepPage = true;
}

export const expired = computed(() => lapsed.value);

/** Who is logged in, and under which post he acts. */
export const me = computed(() => who.value);
export const acting = computed<Post | null>(() => who.value?.posts.find((one) => one.id === postId.value) ?? null);
export const role = computed<Role | null>(() => acting.value?.role ?? null);
export const sessionKnown = computed(() => asked.value);

/** Ask the server once who we are; nobody is an answer, not an error. */
export async function restore(): Promise<Me | null> {
  try {
    const answer = await api.now();
    setCsrf(answer.csrf_token);
    if (answer.user) take(await api.me());
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500 || error.offline) throw error;
  } finally {
    asked.value = true;
  }
  return who.value;
}

async function enter(opening: Promise<SessionAnswer>): Promise<Me> {
  setCsrf((await opening).csrf_token);
  return take(await api.me());
}

/** A page left open for long may have lost its CSRF cookie: then a fresh one is fetched first. */
export async function logIn(username: string, password: string): Promise<Me> {
  if (!document.cookie.includes("csrftoken=")) setCsrf((await api.now()).csrf_token);
  return enter(api.open(username, password));
}

export const logInAs = (username: string): Promise<Me> => enter(demo.login(username));

export async function logOut(): Promise<void> {
  await api.close().catch(() => undefined);
  forget();
}

export function actAs(id: number): void {
  if (!who.value?.posts.some((one) => one.id === id)) return;
  localStorage.setItem(postKey(who.value), String(id));
  setActingPost(id);
  postId.value = id;
}
