import type { Kind } from "@shared/api/types";
import Dexie, { type EntityTable } from "dexie";
import type { Evidence } from "../media/evidence";

export interface KeptPhoto {
  evidence: Evidence;
}

export interface Pin {
  lon: number;
  lat: number;
}

/** A report being made. One a person; it survives a closed browser. */
export interface Draft {
  username: string;
  report_id: string;
  kind: Kind;
  class_code: string | null;
  condition_id: string | null;
  component_id: string | null;
  description: string;
  address: string | null;
  self_disposed: boolean;
  pin: Pin | null;
  saved_at: string | null;
}

interface KeptDraft extends Draft {
  photos: KeptPhoto[];
}

class FieldStore extends Dexie {
  drafts!: EntityTable<KeptDraft, "username">;

  constructor() {
    super("wangge.field");
    this.version(1).stores({ drafts: "username" });
  }
}

const store = new FieldStore();

export const keepDraft = async (draft: KeptDraft): Promise<void> => {
  await store.drafts.put(draft);
};
export const keptDraft = (username: string): Promise<KeptDraft | undefined> => store.drafts.get(username);
export const dropDraft = (username: string): Promise<void> => store.drafts.delete(username);
export const dropAllDrafts = (): Promise<void> => store.drafts.clear();
