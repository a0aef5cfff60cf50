import { onScopeDispose, ref, shallowRef } from "vue";

/** A camera of the phone inside the page. `denied` and `missing` fall back to the system's camera. */
export type CameraState = "opening" | "open" | "denied" | "missing";
type Side = "environment" | "user";

interface Abilities extends MediaTrackCapabilities {
  torch?: boolean;
  zoom?: { min: number; max: number; step?: number };
}

/** `steps`: the magnifications offered; empty where the phone cannot. */
export interface Zoom {
  now: number;
  steps: number[];
}

const FIRST_FRAME = 10_000;

export const hasCamera = (): boolean => window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);

function wish(side: Side, sound: boolean): MediaStreamConstraints {
  const size = sound ? { width: { ideal: 1280 }, height: { ideal: 720 } } : { width: { ideal: 1920 }, height: { ideal: 1440 } };
  return { audio: sound, video: { facingMode: { ideal: side }, ...size } };
}

const refused = (error: unknown): boolean => error instanceof DOMException && error.name === "NotAllowedError";

/** A film without sound is better than none: only the microphone may have been refused. */
async function streamOf(side: Side, sound: boolean): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia(wish(side, sound));
  } catch (error) {
    if (!sound) throw error;
    return navigator.mediaDevices.getUserMedia({ ...wish(side, sound), audio: false });
  }
}

function zoomOf(abilities: Abilities | undefined): Zoom {
  const { min = 1, max = 1 } = abilities?.zoom ?? {};
  return { now: Math.max(1, min), steps: max > min ? [0.5, 1, 2, 4].filter((step) => step >= min && step <= max) : [] };
}

async function apply(stream: MediaStream | null, what: object): Promise<void> {
  await stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [what] } as MediaTrackConstraints);
}

export function useCamera(sound = false): {
  stream: Readonly<typeof stream>;
  state: Readonly<typeof state>;
  torch: Readonly<typeof torch>;
  zoom: Readonly<typeof zoom>;
  several: Readonly<typeof several>;
  open: () => Promise<void>;
  flip: () => Promise<void>;
  switchTorch: () => Promise<void>;
  zoomTo: (times: number) => Promise<void>;
} {
  const stream = shallowRef<MediaStream | null>(null);
  const state = ref<CameraState>("opening");
  const torch = ref<"none" | "off" | "on">("none");
  const zoom = ref<Zoom>({ now: 1, steps: [] });
  const several = ref(false);
  let side: Side = "environment";
  let closed = false;

  const stop = (): void => {
    stream.value?.getTracks().forEach((track) => track.stop());
    stream.value = null;
  };
  const look = async (track: MediaStreamTrack | undefined): Promise<void> => {
    const abilities = track?.getCapabilities?.() as Abilities | undefined;
    torch.value = abilities?.torch ? "off" : "none";
    zoom.value = zoomOf(abilities);
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    several.value = devices.filter(({ kind }) => kind === "videoinput").length > 1;
  };
  const open = async (): Promise<void> => {
    if (!hasCamera()) {
      state.value = "missing";
      return;
    }
    state.value = "opening";
    try {
      stream.value = await streamOf(side, sound);
      if (closed) return stop();
      state.value = "open";
      await look(stream.value.getVideoTracks()[0]);
    } catch (error) {
      state.value = refused(error) ? "denied" : "missing";
    }
  };
  const flip = async (): Promise<void> => {
    side = side === "environment" ? "user" : "environment";
    stop(); // phones open only one camera at a time
    await open();
  };
  const switchTorch = async (): Promise<void> => {
    const on = torch.value !== "on";
    await apply(stream.value, { torch: on });
    torch.value = on ? "on" : "off";
  };
  const zoomTo = async (times: number): Promise<void> => {
    await apply(stream.value, { zoom: times });
    zoom.value = { ...zoom.value, now: times };
  };
  onScopeDispose(() => {
    closed = true;
    stop();
  });
  return { stream, state, torch, zoom, several, open, flip, switchTorch, zoomTo };
}

/** Resolves with the first frame; false when none comes. */
function firstFrame(video: HTMLVideoElement): Promise<boolean> {
  const seen = (): boolean => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;
  if (seen()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (): void => {
      window.clearTimeout(timer);
      video.removeEventListener("loadeddata", done);
      resolve(seen());
    };
    const timer = window.setTimeout(done, FIRST_FRAME);
    video.addEventListener("loadeddata", done);
  });
}

/** The whole frame now shown, as a picture; a shutter pressed before the first frame waits for it. */
export async function frameOf(video: HTMLVideoElement): Promise<Blob | null> {
  if (!(await firstFrame(video))) return null;
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.95));
}
