import { newId } from "@shared/api/client";
import type { MediaRole, ReportBody } from "@shared/api/types";
import { captureRules, classInfo } from "@shared/dictionaries";
import { computed, reactive, ref, shallowReactive, toRaw, watch } from "vue";
import { checkedLength } from "../media/accept";
import type { Origin, Role } from "../media/evidence";
import { fromOutbox, photoOf, takePhoto, takeRecording, toSend, type Photo } from "../media/photos";
import type { Taken } from "../outbox/change";
import type { Item } from "../outbox/item";
import { queue } from "../outbox/queue";
import { isQueued } from "../outbox/store";
import { deviceId } from "../state/device";
import { remember } from "./recent";
import { COUNTERPART } from "./slots";
import { dropDraft, keepDraft, keptDraft, type Draft } from "./store";

const blank = (username: string): Draft => ({
  username,
  report_id: newId(),
  kind: "event",
  class_code: null,
  condition_id: null,
  component_id: null,
  description: "",
  address: null,
  self_disposed: false,
  pin: null,
  saved_at: null,
});

export const draft = reactive<Draft>(blank(""));
export const photos = shallowReactive<Photo[]>([]);
export const savedAt = ref<string | null>(null);

export const begun = computed(() => photos.length > 0 || draft.class_code !== null || draft.description !== "");

let timer = 0;

const plain = (): Draft => JSON.parse(JSON.stringify(draft)) as Draft;

async function save(): Promise<void> {
  if (!draft.username || !begun.value) return;
  const at = new Date().toISOString();
  const kept = photos.map(({ evidence }) => ({ evidence: toRaw(evidence) }));
  await keepDraft({ ...plain(), saved_at: at, photos: kept });
  savedAt.value = at;
}

function saveSoon(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void save(), 300);
}

watch([draft, () => photos.map((photo) => photo.id + photo.role).join()], saveSoon);

/** Whoever puts the phone away does not wait for a timer. */
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void save());

function empty(): void {
  photos.forEach((photo) => URL.revokeObjectURL(photo.url));
  photos.splice(0);
}

/** Take up what this person left, or begin anew; what the outbox has already is no draft any more. */
export async function openDraft(username: string): Promise<void> {
  if (draft.username === username) return;
  const kept = await keptDraft(username);
  const used = kept && !(await isQueued(kept.report_id)) ? kept : null;
  empty();
  const { photos: keptPhotos, ...rest } = used ?? { ...blank(username), photos: [] };
  Object.assign(draft, rest);
  savedAt.value = draft.saved_at;
  photos.push(...keptPhotos.map(({ evidence }) => photoOf(evidence)));
}

/** A report that came back from the outbox is a draft again, with everything in it. Its id is new where the server knows it. */
export async function reopen({ item, media, blobs }: Taken): Promise<void> {
  empty();
  Object.assign(draft, item.form, { report_id: item.problem?.code === "id_reused" ? newId() : item.id });
  for (const { media_id, origin } of media) {
    const blob = blobs.get(media_id);
    if (blob) photos.push(fromOutbox(origin, blob));
  }
  await save();
}

export async function discardDraft(): Promise<void> {
  const { username } = draft;
  window.clearTimeout(timer);
  empty();
  Object.assign(draft, blank(username));
  savedAt.value = null;
  await dropDraft(username);
  window.clearTimeout(timer);
}

export async function addPhoto(file: Blob, role: Role, origin: Origin): Promise<void> {
  const photo = await takePhoto(file, role, origin);
  const before = photos.findIndex((one) => one.role === role && role !== "other");
  if (before >= 0) removePhoto(photos[before]!);
  photos.push(photo);
}

/** A sound or a film; its length is read where the phone's own recorder made it. Raises Error in words. */
export async function addRecording(
  blob: Blob, kind: "audio" | "video", origin: Origin, seconds: number | null,
): Promise<void> {
  const length = seconds ?? (await checkedLength(blob, kind));
  photos.push(await takeRecording(blob, kind, origin, length));
}

/** How many more photographs this report may carry. */
export const room = computed(() => captureRules.value.report_photos_max - photos.filter(({ kind }) => kind === "photo").length);

/** 自行处置 and back: the photographs change their meaning with it. */
export function turn(selfDisposed: boolean): void {
  if (draft.self_disposed === selfDisposed) return;
  draft.self_disposed = selfDisposed;
  photos.forEach((photo) => {
    photo.role = COUNTERPART[photo.role] ?? photo.role;
    photo.evidence.role = photo.role;
  });
}

export function removePhoto(photo: Photo): void {
  const at = photos.indexOf(photo);
  if (at < 0) return;
  photos.splice(at, 1);
  URL.revokeObjectURL(photo.url);
}

/** What is still missing before the place can be chosen, in the collector's words. */
export const missing = computed<string | null>(() => {
  const has = (role: Role): boolean => photos.some((photo) => photo.role === role);
  if (draft.self_disposed && !has("before")) return "请先拍处置前照片";
  if (draft.self_disposed && !has("after")) return "还差处置后照片";
  if (!draft.self_disposed && !has("near")) return "请先拍近景照片";
  return draft.class_code ? null : "请选择类别";
});

/** Photographs before recordings: lists show the first. */
const inOrder = (): Photo[] => [...photos].sort((a, b) => Number(a.kind !== "photo") - Number(b.kind !== "photo"));

function body(accuracy: number | null): ReportBody {
  const first = photos.find(({ kind }) => kind === "photo")?.evidence;
  return {
    report_id: draft.report_id,
    kind: draft.kind,
    class_code: draft.class_code ?? "",
    ...(draft.condition_id && { condition_id: draft.condition_id }),
    ...(draft.component_id && { component_id: draft.component_id }),
    lon: draft.pin?.lon ?? 0,
    lat: draft.pin?.lat ?? 0,
    coord_sys: "cgcs2000",
    address: draft.address ?? "",
    description: draft.description.trim(),
    media: inOrder().map(({ id, role }) => ({ id, role: role as MediaRole })),
    ...(draft.self_disposed && { self_disposed: true }),
    acted_at: new Date().toISOString(),
    device: deviceId(),
    ...(first && { captured_at: first.taken_at }),
    ...(accuracy !== null && { accuracy }),
  };
}

/** Hands the report to the outbox with its photographs; then the form is empty for the next. Raises NotKept. */
export async function submit(accuracy: number | null): Promise<Item> {
  const about = [classInfo(draft.class_code)?.name, draft.address].filter(Boolean).join("·");
  const item = await queue.report({ body: body(accuracy), media: inOrder().map(toSend), about, form: plain() });
  remember(draft.username, draft.class_code);
  await discardDraft();
  return item;
}
