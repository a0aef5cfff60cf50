import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** SHA-256 of a blob, piece by piece: a film of 100 MB is never in memory whole. */
self.onmessage = async ({ data }: MessageEvent<Blob>): Promise<void> => {
  try {
    const running = sha256.create();
    const reader = data.stream().getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) running.update(piece.value);
    self.postMessage({ hex: bytesToHex(running.digest()) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
