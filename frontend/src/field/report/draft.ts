import { ApiError, newId } from "@shared/api/client";
import { report } from "@shared/api/endpoints";
import type { CaseFile, MediaRole, ReportBody } from "@shared/api/types";
import { computed, reactive, ref, shallowReactive, toRaw, watch } from "vue";
import type { Origin, Role } from "../media/evidence";
import { photoOf, send, settled, takePhoto, type Photo } from "../media/photos";
import { deviceId } from "../state/device";
import { remember } from "./recent";
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
  sent: null,
  saved_at: null,
});

export const draft = reactive<Draft>(blank(""));
export const photos = shallowReactive<Photo[]>([]);
export const savedAt = ref<string | null>(null);

export const begun = computed(() => photos.length > 0 || draft.class_code !== null || draft.description !== "");

let timer = 0;

async function save(): Promise<void> {
  if (!draft.username || !begun.value) return;
  const at = new Date().toISOString();
  const kept = photos.map(({ evidence, state }) => ({ evidence: toRaw(evidence), sent: state === "sent" }));
  await keepDraft({ ...(JSON.parse(JSON.stringify(draft)) as Draft), saved_at: at, photos: kept });
  savedAt.value = at;
}

function saveSoon(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void save(), 300);
}

watch([draft, () => photos.map((photo) => photo.id + photo.state).join()], saveSoon);

function empty(): void {
  photos.forEach((photo) => URL.revokeObjectURL(photo.url));
  photos.splice(0);
}

/** Take up what this person left, or begin anew. */
export async function openDraft(username: string): Promise<void> {
  if (draft.username === username) return;
  const kept = await keptDraft(username);
  empty();
  const { photos: keptPhotos, ...rest } = kept ?? { ...blank(username), photos: [] };
  Object.assign(draft, rest);
  savedAt.value = draft.saved_at;
  for (const { evidence, sent } of keptPhotos) {
    const photo = photoOf(evidence, sent);
    photos.push(photo);
    if (!sent) void send(photo);
  }
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
  if (!draft.self_disposed && !photos.length) return "请先拍近景照片";
  return draft.class_code ? null : "请选择类别";
});

function body(accuracy: number | null): ReportBody {
  const first = photos[0]?.evidence;
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
    media: photos.map(({ id, role }) => ({ id, role: role as MediaRole })),
    ...(draft.self_disposed && { self_disposed: true }),
    acted_at: new Date().toISOString(),
    device: deviceId(),
    ...(first && { captured_at: first.taken_at }),
    ...(accuracy !== null && { accuracy }),
  };
}

/** The answer may be lost though the case was made: then the very same body goes again, under the same report_id. */
const unanswered = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 500);

export async function submit(accuracy: number | null): Promise<CaseFile> {
  if (!(await settled(photos))) throw new Error("有照片未能上传，请检查网络后重试，内容已保留。");
  draft.sent ??= body(accuracy);
  await save();
  try {
    const made = await report(toRaw(draft.sent));
    remember(draft.username, draft.class_code);
    await discardDraft();
    return made;
  } catch (error) {
    if (!unanswered(error)) Object.assign(draft, { sent: null, report_id: newId() });
    throw error;
  }
}
