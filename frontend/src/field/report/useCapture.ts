import { captureRules } from "@shared/dictionaries";
import { role as post } from "@shared/session";
import { computed, ref } from "vue";
import { hasCamera } from "../media/camera";
import type { Origin, Role } from "../media/evidence";
import type { Photo } from "../media/photos";
import { localGhost, type Ghost } from "../parts/ghost";
import { addPhoto, addRecording, draft, photos, room } from "./draft";
import { slotsOf } from "./slots";

/** What is being taken for the report: which camera is open, and what went wrong with the last shot. */
export function useCapture() {
  const shooting = ref<Role | null>(null);
  const filming = ref(false);
  const sounding = ref(false);
  const shown = ref<Photo | null>(null);
  const trouble = ref("");
  const gallery = computed(() => captureRules.value.gallery_roles.includes(post.value ?? ""));
  const has = (role: Role): boolean => photos.some((photo) => photo.role === role);
  /** The after-photograph of a self-disposal is taken through the one from before. */
  const ghost = computed<Ghost | null>(() => {
    const before = photos.find((photo) => photo.role === "before");
    return shooting.value === "after" && before ? localGhost(before.url, before.evidence.taken_at) : null;
  });

  const kept = async (work: Promise<void>): Promise<boolean> => {
    trouble.value = "";
    try {
      await work;
      return true;
    } catch (problem) {
      trouble.value = problem instanceof Error ? problem.message : "照片未能处理，请重拍。";
      return false;
    }
  };
  /** Whether the picture is in the report now; `trouble` says why not. */
  const take = (file: Blob, role: Role, origin: Origin): Promise<boolean> => kept(addPhoto(file, role, origin));
  const record = (blob: Blob, kind: "audio" | "video", origin: Origin, seconds: number | null): Promise<boolean> => {
    filming.value = false;
    return kept(addRecording(blob, kind, origin, seconds));
  };
  /** Photo first: an empty report begins with the camera. */
  const begin = (): void => {
    if (hasCamera() && !photos.length) shooting.value = slotsOf(draft.self_disposed)[0]?.role ?? null;
  };
  const farMissing = computed(() => !has("far"));
  return { shooting, filming, sounding, shown, trouble, gallery, ghost, farMissing, room, take, record, begin };
}
