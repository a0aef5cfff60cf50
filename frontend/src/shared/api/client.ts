/** One door to the server: session cookie, CSRF token, acting post, problem+json as an error people can read. */

export const API = "/api/v1";

/** RFC 9457 body; `code` is stable, `title` and `detail` are Chinese. */
export interface Problem {
  title?: string;
  detail?: unknown;
  code?: string;
  status?: number;
  [extra: string]: unknown;
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly problem: Problem = {},
  ) {
    super(detail ? `${title}：${detail}` : title);
    this.name = "ApiError";
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

const byStatus: Record<number, [string, string]> = {
  0: ["连接中断", "没有连上服务器，您填写的内容已保留，请稍后再试。"],
  401: ["登录已失效", "请重新登录，您填写的内容已保留。"],
  403: ["没有权限", "您的岗位不能办理这一步。"],
  404: ["没有找到", "它不存在，或不在您的查看范围内。"],
  409: ["已被他人先行办理", "刷新后可继续。"],
  413: ["文件太大", "请压缩后再传。"],
  422: ["填写有误", "请检查后再提交。"],
  429: ["操作太频繁", "请稍候再试。"],
};
const unknown: [string, string] = ["服务器出错", "您填写的内容已保留，请稍后再试。"];

let csrf = "";
let actingPost: number | null = null;
let device = "";
const onExpired = new Set<() => void>();
const onLocked = new Set<() => void>();

export function setCsrf(token: string | undefined): void {
  if (token) csrf = token;
}

/** The post under which every following request acts (header X-Post). */
export function setActingPost(id: number | null): void {
  actingPost = id;
}

/** Called when the server no longer knows the session. */
export function whenExpired(listener: () => void): () => void {
  onExpired.add(listener);
  return () => onExpired.delete(listener);
}

/** The phone's own id, told with every request (header X-Device). */
export function setDevice(id: string): void {
  device = id;
}

/** Called when the server says that this phone was locked. */
export function whenDeviceLocked(listener: () => void): () => void {
  onLocked.add(listener);
  return () => onLocked.delete(listener);
}

function csrfToken(): string {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
  return cookie ? decodeURIComponent(cookie) : csrf;
}

export function headers(method: string): Record<string, string> {
  const sent: Record<string, string> = { Accept: "application/json" };
  if (actingPost !== null) sent["X-Post"] = String(actingPost);
  if (device) sent["X-Device"] = device;
  if (method !== "GET") sent["X-Device-Time"] = new Date().toISOString(); // so that the server measures the clock's skew
  if (method !== "GET" && csrfToken()) sent["X-CSRFToken"] = csrfToken();
  return sent;
}

export function problemOf(status: number, text: string): ApiError {
  const [title, detail] = byStatus[status] ?? unknown;
  let problem: Problem = {};
  try {
    problem = JSON.parse(text) as Problem;
  } catch {
    /* not JSON: the words by status stand in */
  }
  if (problem.code === "device_locked") onLocked.forEach((listener) => listener());
  const said = typeof problem.detail === "string" ? problem.detail : detail;
  return new ApiError(status, problem.code ?? `http_${status}`, problem.title ?? title, said, problem);
}

type Query = Record<string, string | number | boolean | undefined | null | string[]>;

export function queryString(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    if (Array.isArray(value)) value.length && search.set(key, value.join(","));
    else search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  /** Only if it is no longer the answer with this ETag. */
  unless?: string | null;
  /** As the person, whatever post he acts under. */
  anyPost?: boolean;
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  const sent = headers(method);
  if (options.anyPost) delete sent["X-Post"];
  if (options.body !== undefined) sent["Content-Type"] = "application/json";
  if (options.unless) sent["If-None-Match"] = options.unless;
  const init: RequestInit = { method, headers: sent, credentials: "same-origin" };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  try {
    return await fetch(API + path + queryString(options.query), init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw problemOf(0, "");
  }
}

/** A line that breaks in the middle of an answer is no answer. */
async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw problemOf(0, "");
  }
}

async function refuse(response: Response): Promise<never> {
  const error = problemOf(response.status, await textOf(response));
  if (error.status === 401) onExpired.forEach((listener) => listener());
  throw error;
}

export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options);
  if (!response.ok) return refuse(response);
  const text = await textOf(response);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** An answer with its ETag, or word that it is still the one known before. */
export type Told<T> = { same: true } | { same: false; value: T; tag: string | null };

/** Asks only for what has changed since the answer with this ETag. */
export async function getUnless<T>(path: string, tag: string | null, query?: Query): Promise<Told<T>> {
  const response = await send("GET", path, { unless: tag, ...(query && { query }) });
  if (response.status === 304) return { same: true };
  if (!response.ok) return refuse(response);
  return { same: false, value: JSON.parse(await textOf(response)) as T, tag: response.headers.get("ETag") };
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  request<T>("GET", path, { ...(query && { query }), ...(signal && { signal }) });
export const post = <T>(path: string, body: unknown = {}): Promise<T> => request<T>("POST", path, { body });
export const remove = <T>(path: string): Promise<T> => request<T>("DELETE", path);

/** A client UUID for action_id, report_id and media_id. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
