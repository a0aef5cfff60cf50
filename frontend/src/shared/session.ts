import { computed, ref } from "vue";
import { ApiError, setActingPost, setCsrf, whenExpired } from "./api/client";
import { demo, session as api } from "./api/endpoints";
import type { Me, Phone, Post, Role, SessionAnswer } from "./api/types";

const who = ref<Me | null>(null);
const postId = ref<number | null>(null);
const asked = ref(false);
const told = ref<SessionAnswer | null>(null);
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

/** The server's last word on this browser's session: until when it holds, which phone it is bound to. */
export const sessionTold = computed(() => told.value);

/** Somebody known from before: he goes on without a network, and `restore` asks behind his back. */
export function assume(known: Me): void {
  take(known);
  asked.value = true;
}

/** Ask the server once who we are; nobody is an answer, not an error: whoever was assumed must log in again. */
export async function restore(): Promise<Me | null> {
  try {
    const answer = await api.now();
    setCsrf(answer.csrf_token);
    told.value = answer;
    if (answer.user) take(await api.me());
    else if (who.value) lapsed.value = true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500 || error.offline) throw error;
  } finally {
    asked.value = true;
  }
  return who.value;
}

async function enter(opening: Promise<SessionAnswer>): Promise<Me> {
  const answer = await opening;
  setCsrf(answer.csrf_token);
  told.value = answer;
  return take(await api.me());
}

/** A page left open for long may have lost its CSRF cookie: then a fresh one is fetched first. */
export async function logIn(username: string, password: string, phone?: Phone): Promise<Me> {
  if (!document.cookie.includes("csrftoken=")) setCsrf((await api.now()).csrf_token);
  return enter(api.open(username, password, phone));
}

export const logInAs = (username: string): Promise<Me> => enter(demo.login(username));

/** False when the server could not be told: then the session still stands there. */
export async function logOut(): Promise<boolean> {
  const closed = await api.close().then(() => true, (error: unknown) => error instanceof ApiError && error.status !== 0);
  forget();
  return closed;
}

export function actAs(id: number): void {
  if (!who.value?.posts.some((one) => one.id === id)) return;
  localStorage.setItem(postKey(who.value), String(id));
  setActingPost(id);
  postId.value = id;
}
