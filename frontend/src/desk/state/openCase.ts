import { reactive, watch } from "vue";
import { ApiError } from "@shared/api/client";
import { cases } from "@shared/api/endpoints";
import type { AllowedAction, CaseEvent, CaseFile } from "@shared/api/types";
import { role } from "@shared/session";
import { view } from "./view";

/** The case in the panel: its file, log and allowed actions; `changed` says others moved it while a form was being filled in. */
export const open = reactive({
  file: null as CaseFile | null,
  events: [] as CaseEvent[],
  actions: [] as AllowedAction[],
  version: 0,
  loading: false,
  trouble: "",
  changed: false,
  held: "",
});

const claimable = new Set(["reported", "self_reported"]);
let turn = 0;

/** Read the case again. With `quiet` the old one stays until the new one is there. */
export async function loadCase(quiet = false): Promise<void> {
  const mine = ++turn;
  const no = view.case;
  if (!quiet) Object.assign(open, { changed: false, trouble: "", held: "", loading: true });
  if (!no) return void Object.assign(open, { file: null, events: [], actions: [], loading: false });
  try {
    const [file, events, allowed] = await Promise.all([cases.file(no), cases.events(no), cases.actions(no)]);
    if (mine !== turn) return;
    const held = claimable.has(file.state) ? open.held : "";
    Object.assign(open, { file, events, actions: allowed.actions, version: allowed.version, trouble: "", changed: false, held });
    if (!quiet) void claim(file);
  } catch (error) {
    if (mine !== turn) return;
    open.trouble = error instanceof ApiError ? error.message : "没有读出案件。";
    if (error instanceof ApiError && error.status === 404) Object.assign(open, { file: null, events: [], actions: [] });
  } finally {
    if (mine === turn) open.loading = false;
  }
}

/** Opening an item of the common pool claims it for a few minutes, so that two do not answer one report. */
async function claim(file: CaseFile): Promise<void> {
  if (role.value !== "operator" || !claimable.has(file.state)) return;
  try {
    await cases.claim(file.case_no);
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) open.held = file.claimed_by?.name ?? "另一名坐席员";
  }
}

/** While something is being written the claim is renewed. */
let renewed = 0;
export function stillWriting(): void {
  if (!open.file || open.held || Date.now() - renewed < 120_000) return;
  renewed = Date.now();
  void claim(open.file);
}

/** Closing an item without acting gives it back to the pool at once. */
function giveBack(): void {
  const file = open.file;
  if (file && role.value === "operator" && claimable.has(file.state) && !open.held) void cases.unclaim(file.case_no).catch(() => undefined);
}

watch(() => view.case, () => {
  giveBack();
  void loadCase();
});
