import { API, headers, newId, problemOf } from "./client";

export interface Uploaded {
  media_id: string;
  sha256: string;
}

const sizes = [160, 320, 640, 1280, 1920];

/** Where a photo is shown from; `size` is the long side it is shown at, the next larger thumbnail is taken. */
export function mediaUrl(id: string, size?: number): string {
  const made = size && sizes.find((one) => one >= size);
  return `${API}/media/${id}${made ? `?size=${made}` : ""}`;
}

/** What the sender says of a file: times with zone, `lon` and `lat` in degrees of `coord_sys`, `accuracy` in metres. */
export type Claims = Partial<Record<
  | "captured_at" | "gps_at" | "lon" | "lat" | "coord_sys" | "accuracy" | "device" | "device_name" | "in_app"
  | "from_gallery" | "sha256",
  string
>>;

/** Send one file; `onProgress` hears 0…1. The same `mediaId` again is the same media. */
export function uploadMedia(
  file: Blob,
  options: {
    name?: string; mediaId?: string; claims?: Claims; onProgress?: (part: number) => void; signal?: AbortSignal;
  } = {},
): Promise<Uploaded> {
  const form = new FormData();
  form.append("media_id", options.mediaId ?? newId());
  for (const [name, value] of Object.entries(options.claims ?? {})) form.append(name, value);
  form.append("file", file, options.name ?? (file instanceof File ? file.name : "photo.jpg"));
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", `${API}/media`);
    for (const [name, value] of Object.entries(headers("POST"))) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => event.lengthComputable && options.onProgress?.(event.loaded / event.total);
    xhr.onerror = () => reject(problemOf(0, ""));
    xhr.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    xhr.onload = () => {
      if (xhr.status < 300) resolve(JSON.parse(xhr.responseText) as Uploaded);
      else reject(problemOf(xhr.status, xhr.responseText));
    };
    options.signal?.addEventListener("abort", () => xhr.abort());
    xhr.send(form);
  });
}
