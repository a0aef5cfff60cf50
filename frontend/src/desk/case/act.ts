import { ApiError, newId } from "@shared/api/client";
import { cases } from "@shared/api/endpoints";
import type { AllowedAction, CaseFile, RequestKind } from "@shared/api/types";
import type { Values } from "@shared/forms/schema";

export interface Refusal {
  words: string;
  stale: boolean;
  fields: Record<string, string>;
}

/** The id of a try stays until it is answered, so that a lost answer cannot do the act twice. */
let pending: { key: string; id: string } | null = null;

function idFor(key: string): string {
  if (pending?.key !== key) pending = { key, id: newId() };
  return pending.id;
}

function fieldsOf(error: ApiError): Record<string, string> {
  const listed = error.problem["errors"];
  const found: Record<string, string> = {};
  if (Array.isArray(listed)) {
    for (const one of listed as { field?: string; loc?: string[]; message?: string }[]) {
      const name = (one.field ?? one.loc?.at(-1) ?? "").split(".").at(-1);
      if (name && one.message) found[name] = one.message;
    }
  }
  const single = error.problem["field"];
  if (typeof single === "string") found[single] = error.detail;
  return found;
}

function refusalOf(error: unknown, label: string): Refusal {
  if (!(error instanceof ApiError)) return { words: `未能${label}，请重试。您填写的内容已保留。`, stale: false, fields: {} };
  const stale = error.code === "stale_version" || error.status === 409;
  return { words: `未能${label}：${error.detail || error.title}`, stale, fields: fieldsOf(error) };
}

/** Do an allowed action or ask a request; a refusal says what happened and keeps what was written. */
export async function doAct(
  file: CaseFile, action: AllowedAction, version: number, values: Values,
): Promise<{ file?: CaseFile; refused?: Refusal }> {
  const id = idFor(JSON.stringify([file.case_no, action.action, version, values]));
  const body = { ...values, action_id: id, version, ...(action.post && { post: action.post }) };
  const request = action.action.match(/^request_(.+)$/)?.[1] as RequestKind | undefined;
  try {
    const after = request ? await cases.ask(file.case_no, request, body) : await cases.act(file.case_no, action.action, body);
    pending = null;
    return { file: after };
  } catch (error) {
    if (error instanceof ApiError && !error.offline && error.status < 500) pending = null;
    return { refused: refusalOf(error, action.label) };
  }
}
