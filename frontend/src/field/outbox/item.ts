import type { Problem } from "@shared/api/client";

/**
 * waiting: goes when its turn comes. sending: on its way now. refused: the server said no and why. conflict: somebody
 * changed the case first, the person decides. done: the server has it.
 */
export type ItemState = "waiting" | "sending" | "refused" | "conflict" | "done";
export type ItemKind = "report" | "action" | "post";

/** One thing a person did, kept until the server has it. Moments that steer sending are epoch milliseconds. */
export interface Item {
  /** Order of doing; given by the database. */
  seq: number;
  /** The report_id, action_id or record's id in the body: the server knows a repetition by it. */
  id: string;
  /** User name; an item is its person's own and goes under his log-in only. */
  user: string;
  /** The post under which it was done. */
  post: number | null;
  /** Strict order within a lane (a case number, a report's id, "attendance"); lanes wait for nobody else. */
  lane: string;
  kind: ItemKind;
  method: "POST" | "PUT" | "DELETE";
  /** Below /api/v1. */
  path: string;
  body: Record<string, unknown>;
  media: string[];
  /** What was done, as a button says it: 处置完成. */
  title: string;
  /** On what: 暴露垃圾·文峰路12号. */
  about: string;
  /** What the person hears when it has arrived: 已签收. */
  told: string;
  /** Not counted and not shown while all is well (positions). */
  quiet: boolean;
  /** The form it came from, given back when it is mended. */
  form: unknown;
  /** The item before it in its lane, on whose result this one was done. */
  after: string | null;
  state: ItemState;
  /** 1 until it is done: what the sender reads. */
  open: 0 | 1;
  /** Sent, and nobody answered: the server may have it. */
  unsure: boolean;
  tries: number;
  problem: Problem | null;
  made_at: string;
  not_before: number;
  done_at: string | null;
  case_no: string | null;
}

/** One photo, recording or film of an item. Its bytes lie in `blobs`. */
export interface Media {
  media_id: string;
  /** The item's id. */
  item: string;
  user: string;
  role: string;
  name: string;
  size: number;
  /** Hex; null on a plain http address. */
  sha256: string | null;
  /** What is said of it to the server: captured_at, lon, lat, accuracy, in_app … */
  claims: Record<string, string>;
  /** What the form needs to show it again. */
  origin: unknown;
  /** Tried before: the server may have it, so the next beginning asks and brings nothing along. */
  begun: boolean;
  upload_url: string | null;
  /** Bytes that have arrived. */
  offset: number;
  state: "waiting" | "done" | "refused";
  tries: number;
  not_before: number;
}

export interface Bytes {
  media_id: string;
  blob: Blob;
}

/** Why nothing is sent: nobody logged in, or this build is too old for the server. */
export type Pause = "login" | "update";

/** What the sender knows of the world; `client`: the build that found itself too old. */
export interface Link {
  key: "link";
  pause: Pause | null;
  client: number;
  reached: boolean;
  failures: number;
  retry_at: number;
}
