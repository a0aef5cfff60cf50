import { onScopeDispose, ref, shallowRef } from "vue";

/** The phone's back camera inside the page. `denied` and `missing` fall back to the system's camera. */
export type CameraState = "opening" | "open" | "denied" | "missing";

interface Torch extends MediaTrackCapabilities {
  torch?: boolean;
}

const WISH: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1440 } },
};

export const hasCamera = (): boolean => window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);

export function useCamera(): {
  stream: Readonly<typeof stream>;
  state: Readonly<typeof state>;
  torch: Readonly<typeof torch>;
  open: () => Promise<void>;
  switchTorch: () => Promise<void>;
} {
  const stream = shallowRef<MediaStream | null>(null);
  const state = ref<CameraState>("opening");
  const torch = ref<"none" | "off" | "on">("none");
  let closed = false;

  const close = (): void => {
    closed = true;
    stream.value?.getTracks().forEach((track) => track.stop());
    stream.value = null;
  };
  const open = async (): Promise<void> => {
    if (!hasCamera()) {
      state.value = "missing";
      return;
    }
    try {
      const got = await navigator.mediaDevices.getUserMedia(WISH);
      stream.value = got;
      if (closed) return close();
      const track = got.getVideoTracks()[0];
      torch.value = (track?.getCapabilities?.() as Torch | undefined)?.torch ? "off" : "none";
      state.value = "open";
    } catch (error) {
      state.value = error instanceof DOMException && error.name === "NotAllowedError" ? "denied" : "missing";
    }
  };
  const switchTorch = async (): Promise<void> => {
    const on = torch.value !== "on";
    const wish = { advanced: [{ torch: on }] } as unknown as MediaTrackConstraints;
    await stream.value?.getVideoTracks()[0]?.applyConstraints(wish);
    torch.value = on ? "on" : "off";
  };
  onScopeDispose(close);
  return { stream, state, torch, open, switchTorch };
}

/** The whole frame now shown, as a picture; shrinking and EXIF come after. */
export function frameOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.95));
}
