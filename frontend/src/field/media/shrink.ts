/** Decodes any picture the browser can and makes a JPEG no longer than 1,920 px on its long side, about 300 kB. */
const LONG_SIDE = 1920;
const ENOUGH = 380_000;
const QUALITIES = [0.82, 0.7, 0.58];

export class UnreadablePicture extends Error {}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const found = canvas.getContext("2d");
  if (!found) throw new UnreadablePicture("手机内存不足，无法处理照片。请关闭其他应用后重拍。");
  return found;
}

function toJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null): void =>
      blob ? resolve(blob) : reject(new UnreadablePicture("照片压缩失败，请重拍。"));
    canvas.toBlob(done, "image/jpeg", quality);
  });
}

async function smallEnough(canvas: HTMLCanvasElement): Promise<Blob> {
  let best = await toJpeg(canvas, QUALITIES[0] ?? 0.82);
  for (const quality of QUALITIES.slice(1)) {
    if (best.size <= ENOUGH) break;
    best = await toJpeg(canvas, quality);
  }
  return best;
}

async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new UnreadablePicture("这个文件不是可读的照片，请重拍或另选一张。");
  }
}

export async function shrink(file: Blob): Promise<Blob> {
  const picture = await decode(file);
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  context(canvas).drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return smallEnough(canvas);
}
