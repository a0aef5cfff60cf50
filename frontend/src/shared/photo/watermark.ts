import { full } from "../words/time";

/** What a watermark says; what is not known is left out. */
export interface MarkFacts {
  takenAt: string | null | undefined;
  place: string;
  grid?: string | null;
  person?: string | null;
  gallery?: boolean;
}

export function markLines({ takenAt, place, grid, person, gallery }: MarkFacts): string[] {
  const first = [takenAt && full(takenAt), gallery && "相册照片"].filter(Boolean).join(" ");
  return [first, place, [grid && `网格 ${grid}`, person].filter(Boolean).join(" ")].filter(Boolean);
}

async function picture(src: string): Promise<HTMLImageElement> {
  const shown = new Image();
  shown.src = src;
  await shown.decode();
  return shown;
}

function write(pen: CanvasRenderingContext2D, lines: string[], width: number, height: number): void {
  const size = Math.max(14, Math.round(Math.min(width, height) / 32));
  const step = size * 1.45;
  pen.font = `600 ${size}px "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif`;
  pen.fillStyle = "rgb(0 0 0 / 45%)";
  pen.fillRect(0, height - step * lines.length - size, width, step * lines.length + size);
  pen.fillStyle = "#fff";
  lines.forEach((line, n) => pen.fillText(line, size, height - step * (lines.length - n - 0.5) - size * 0.2, width - 2 * size));
}

/** The address of a copy with the words at its foot, for showing and keeping; the original stays as it is. */
export async function marked(src: string, lines: string[]): Promise<string> {
  const shown = await picture(src);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [shown.naturalWidth, shown.naturalHeight];
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("内存不足，无法显示水印。");
  pen.drawImage(shown, 0, 0);
  write(pen, lines, canvas.width, canvas.height);
  const copy = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  if (!copy) throw new Error("水印没有画成，请再试。");
  return URL.createObjectURL(copy);
}
