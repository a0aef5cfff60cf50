/** Up to this size the browser's own hashing takes the whole file at once. */
const WHOLE = 16 * 2 ** 20;

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");

function inWorker(blob: Blob): Promise<string> {
  const worker = new Worker(new URL("./hash.worker.ts", import.meta.url), { type: "module" });
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ hex?: string; error?: string }>) =>
      data.hex ? resolve(data.hex) : reject(new Error(data.error));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(blob);
  }).finally(() => worker.terminate());
}

/** SHA-256 in hex. On a plain http address browsers have no hashing of their own; then a library computes it. */
export async function sha256(blob: Blob): Promise<string> {
  const own = globalThis.crypto?.subtle;
  if (own && blob.size <= WHOLE) return hex(await own.digest("SHA-256", await blob.arrayBuffer()));
  return inWorker(blob);
}
