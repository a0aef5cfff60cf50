import Dexie, { type EntityTable } from "dexie";

/** One answer of the server as it was last heard. `tag`: its ETag; `fixed`: kept whatever its age. */
export interface Fact {
  /** `user key`. */
  id: string;
  user: string;
  value: unknown;
  tag: string | null;
  /** When the server said so, and when it was last looked at: epoch milliseconds. */
  at: number;
  used: number;
  /** Characters of JSON, near enough to bytes to sweep by. */
  size: number;
  fixed: boolean;
}

/** A photograph's thumbnail; `size`: its long side in pixels. */
export interface KeptPicture {
  /** `user media size`. */
  id: string;
  user: string;
  media: string;
  size: number;
  blob: Blob;
  used: number;
}

/** The check of a person's PIN: never the PIN itself. `shut`: only the password helps now. */
export interface Gate {
  user: string;
  salt: Uint8Array<ArrayBuffer>;
  check: Uint8Array<ArrayBuffer>;
  rounds: number;
  tries: number;
  not_before: number;
  shut: boolean;
}

/** What the phone knows of the county without a network, each person's apart. A new version adds a line below. */
class KnownStore extends Dexie {
  facts!: EntityTable<Fact, "id">;
  pictures!: EntityTable<KeptPicture, "id">;
  gates!: EntityTable<Gate, "user">;

  constructor() {
    super("wangge-known");
    this.version(1).stores({ facts: "id, user", pictures: "id, user, [user+media]", gates: "user" });
  }
}

export const db = new KnownStore();

export const idOf = (...parts: (string | number)[]): string => parts.join(" ");
