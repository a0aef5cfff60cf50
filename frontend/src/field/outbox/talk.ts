import { API } from "@shared/api/client";
import { CLIENT } from "./client";
import type { Answer } from "./verdict";

/** Who the server says is logged in, with the token its cookie asks for. Nothing here needs a page: the worker sends too. */
export interface Session {
  id: number;
  username: string;
  csrf: string;
}

interface Request {
  body?: BodyInit;
  headers?: Record<string, string>;
  /** Milliseconds to the answer. */
  within?: number;
}

const NOBODY: Answer = { status: 0, ours: false, data: undefined, headers: null };

function isOurs(response: Response): boolean {
  if (response.headers.has("Tus-Resumable")) return true;
  const kind = response.headers.get("Content-Type") ?? "";
  if (response.status >= 400) return kind.startsWith("application/problem+json");
  return response.status === 204 || kind.startsWith("application/json");
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = (response.headers.get("Content-Type") ?? "").includes("json");
  const data: unknown = json && text ? JSON.parse(text) : undefined;
  return { status: response.status, ours: isOurs(response), data, headers: response.headers };
}

/** Never throws: no answer, half an answer or one that came too late is status 0. */
export async function talk(method: string, url: string, { body, headers = {}, within = 30_000 }: Request = {}): Promise<Answer> {
  const init: RequestInit = { method, headers, credentials: "same-origin", redirect: "error", cache: "no-store" };
  if (body !== undefined) init.body = body;
  try {
    return await read(await fetch(url, { ...init, signal: AbortSignal.timeout(within) }));
  } catch {
    return NOBODY;
  }
}

/** Of every request that changes something. `X-Wangge-User`: refused when another person logged in meanwhile. */
export function headersOf(session: Session): Record<string, string> {
  return {
    Accept: "application/json",
    "X-CSRFToken": session.csrf,
    "X-Wangge-Client": String(CLIENT),
    "X-Wangge-User": String(session.id),
    "X-Device-Time": new Date().toISOString(),
  };
}

type Asked = { session: Session | null } | { lost: Answer };

/** Who is logged in; null: nobody. */
export async function whoIsIn(): Promise<Asked> {
  const answer = await talk("GET", `${API}/auth/session`, { within: 10_000, headers: { Accept: "application/json" } });
  if (answer.status !== 200 || !answer.ours) return { lost: answer };
  const { user, csrf_token } = answer.data as { user: { id: number; username: string } | null; csrf_token: string };
  return { session: user && { id: user.id, username: user.username, csrf: csrf_token } };
}
