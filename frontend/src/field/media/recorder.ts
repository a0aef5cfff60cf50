import { computed, onScopeDispose, ref } from "vue";

/** One finished recording. */
export interface Recording {
  blob: Blob;
  seconds: number;
}

const TYPES = {
  audio: ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/mp4", "audio/webm", "audio/ogg;codecs=opus"],
  video: ["video/mp4;codecs=avc1.42E01E,mp4a.40.2", "video/webm;codecs=vp8,opus", "video/mp4", "video/webm"],
} as const;
const RATES = { audio: { audioBitsPerSecond: 64_000 }, video: { videoBitsPerSecond: 2_500_000, audioBitsPerSecond: 64_000 } };

/** A type that this browser records and the server takes; null where it records nothing. */
export function recordable(kind: "audio" | "video"): string | null {
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia || !("MediaRecorder" in window)) return null;
  return TYPES[kind].find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** Records a stream and ends by itself after `most` seconds. */
export function useRecorder(kind: "audio" | "video", most: () => number): {
  state: Readonly<typeof state>;
  seconds: Readonly<typeof seconds>;
  share: Readonly<typeof share>;
  start: (stream: MediaStream) => Promise<Recording>;
  stop: () => void;
} {
  const state = ref<"idle" | "recording">("idle");
  const seconds = ref(0);
  const share = computed(() => Math.min(1, seconds.value / most()));
  let recorder: MediaRecorder | null = null;
  let timer = 0;

  const stop = (): void => {
    window.clearInterval(timer);
    if (recorder && recorder.state !== "inactive") recorder.stop();
  };
  const tick = (since: number): void => {
    seconds.value = (performance.now() - since) / 1000;
    if (seconds.value >= most()) stop();
  };
  const start = (stream: MediaStream): Promise<Recording> => {
    const type = recordable(kind) ?? "";
    const made = new MediaRecorder(stream, { mimeType: type, ...RATES[kind] });
    const pieces: Blob[] = [];
    recorder = made;
    made.ondataavailable = ({ data }) => data.size && pieces.push(data);
    return new Promise((resolve, reject) => {
      made.onerror = () => reject(new Error("录制中断，请重录。"));
      made.onstop = () => {
        state.value = "idle";
        resolve({ blob: new Blob(pieces, { type: type.split(";")[0] }), seconds: Math.round(seconds.value) });
      };
      made.start(1000);
      const since = performance.now();
      seconds.value = 0;
      state.value = "recording";
      timer = window.setInterval(() => tick(since), 200);
    });
  };
  onScopeDispose(stop);
  return { state, seconds, share, start, stop };
}

/** Seconds a film or sound lasts; null where the browser cannot tell. */
export function lengthOf(blob: Blob, kind: "audio" | "video"): Promise<number | null> {
  const element = document.createElement(kind);
  const url = URL.createObjectURL(blob);
  const told = new Promise<number | null>((resolve) => {
    element.onloadedmetadata = () => resolve(Number.isFinite(element.duration) ? element.duration : null);
    element.onerror = () => resolve(null);
    window.setTimeout(() => resolve(null), 5_000);
  });
  element.preload = "metadata";
  element.src = url;
  return told.finally(() => URL.revokeObjectURL(url));
}

/** 0:07 */
export const minutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
