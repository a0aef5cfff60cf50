import type { AllowedAction, FormSchema } from "@shared/api/types";

export interface Choice {
  key: string;
  words: string;
  body: Record<string, unknown>;
}

const choicesIn = (field: "unit" | "user", schema: FormSchema | undefined): Choice[] =>
  (schema?.oneOf ?? []).map((one) => ({ key: `${field}${one.const}`, words: one.title, body: { [field]: one.const } }));

/** To whom this unit may hand the case on, as the action's own form names them: sub-units, then people. */
export function choicesOf(actions: AllowedAction[]): Choice[] {
  const fields = actions.find(({ action }) => action === "assign")?.form.properties;
  return [...choicesIn("unit", fields?.["unit"]), ...choicesIn("user", fields?.["user"])];
}
