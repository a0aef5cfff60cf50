import { newId } from "@shared/api/client";
import type { ReportBody } from "@shared/api/types";
import { acting, me } from "@shared/session";
import type { Item } from "./item";
import { put, NotKept, type NewItem, type NewMedia, type Owner } from "./put";
import { keepStorage } from "./storage";
import { askForSync, wake } from "./wake";

/**
 * The one way by which the phone app changes anything. What is handed in here is on the disk when the promise resolves, with
 * its photos; then the page may say 已保存，有网络时自动上传, and goes on. It is sent in the order of its lane, as often as it
 * takes, under ids that make repetition harmless; the server may know it seconds or days later. Raises NotKept (words for
 * the person) when the phone could not keep it.
 *
 *   await queue.post({ lane: "attendance", path: "/attendance", body: { record_id: id, … }, id, title: "上班打卡" });
 *   await queue.post({ lane: "positions", path: "/positions", body: { batch_id: id, … }, id, title: "位置", quiet: true });
 *
 * `id` is the UUID that the body carries and by which the server knows a repetition: make it with newId() before; an
 * endpoint without one would do things twice. Put the moment it was done into the body (acted_at), since sending comes
 * later. An answer of 2xx ends it; 401 waits for log-in; 4xx is shown to the person with the server's words; anything else
 * is tried again. What is still waiting: `pendingIn(lane)` of ./state; what arrived: `onArrived` of ./state.
 */
export const queue = {
  report: (wish: ReportWish): Promise<Item> => keep(reportItem(wish)),
  action: (wish: ActionWish): Promise<Item> => keep(actionItem(wish)),
  post: (wish: NewItem): Promise<Item> => keep(wish),
};

export interface ReportWish {
  body: ReportBody;
  media: NewMedia[];
  /** Class and place, for people. */
  about: string;
  form?: unknown;
}

export interface ActionWish {
  case_no: string;
  /** …/actions/sign, …/requests/extension: below /api/v1. */
  path: string;
  body: Record<string, unknown>;
  media?: NewMedia[];
  title: string;
  about: string;
  told: string;
}

function reportItem({ body, media, about, form }: ReportWish): NewItem {
  const id = body.report_id;
  const title = body.self_disposed ? "自行处置" : "上报";
  return { id, lane: id, kind: "report", path: "/reports", body: { ...body }, media, title, about, told: `已${title}`, form };
}

function actionItem({ case_no, path, body, media, title, about, told }: ActionWish): NewItem {
  const id = newId();
  const done = { action_id: id, acted_at: new Date().toISOString(), ...body };
  return { id, lane: case_no, kind: "action", path, body: done, title, about, told, ...(media && { media }) };
}

/** Whose the next item is. Raises NotKept when nobody is known. */
function owner(): Owner {
  if (!me.value) throw new NotKept("请先登录，内容还在页面上。");
  return { user: me.value.user.username, post: acting.value?.id ?? null };
}

async function keep(wish: NewItem): Promise<Item> {
  const item = await put(wish, owner());
  void keepStorage();
  void askForSync();
  wake();
  return item;
}
