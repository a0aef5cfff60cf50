import { captureRules } from "@shared/dictionaries";
import { lengthOf } from "./recorder";

const MB = 2 ** 20;

/** Why the server would not take this recording, in words; empty where it would. `seconds` null: not known. */
export function tooMuch(kind: "audio" | "video", size: number, seconds: number | null): string {
  const rules = captureRules.value;
  const words = kind === "audio" ? "录音" : "录像";
  const [mb, most] = kind === "audio" ? [rules.audio_max_mb, rules.audio_max_seconds] : [rules.video_max_mb, rules.video_max_seconds];
  if (size > mb * MB) return `${words}有 ${Math.ceil(size / MB)} MB，超过 ${mb} MB，没有保存。请录短一些。`;
  if (seconds !== null && seconds > most + 2) return `${words}长 ${Math.round(seconds)} 秒，最长 ${most} 秒，没有保存。请录短一些。`;
  return "";
}

/** Seconds of a file that the phone's own recorder made. Raises Error in words where it is too big or too long. */
export async function checkedLength(file: Blob, kind: "audio" | "video"): Promise<number | null> {
  const seconds = await lengthOf(file, kind);
  const why = tooMuch(kind, file.size, seconds);
  if (why) throw new Error(why);
  return seconds;
}
