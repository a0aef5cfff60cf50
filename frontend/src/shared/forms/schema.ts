import type { CaseRow, FormSchema, MediaRole, Picker } from "../api/types";

export type FieldKind =
  | "text" | "line" | "number" | "moment" | "choices" | "unit" | "unit_multi" | "collector" | "class" | "condition"
  | "place" | "media" | "case";

export interface Field {
  name: string;
  title: string;
  hint: string;
  kind: FieldKind;
  required: boolean;
  choices: { value: string | boolean; label: string }[];
  role: MediaRole;
  maxLength: number | undefined;
  minimum: number | undefined;
  maximum: number | undefined;
  fallback: unknown;
}

export type Values = Record<string, unknown>;

/** What pydantic writes for an optional value: anyOf [the real thing, null]. */
function plain(schema: FormSchema): FormSchema {
  const real = schema.anyOf?.filter((one) => one.type !== "null") ?? [];
  const first = real.find((one) => one.type === "string" && real.length > 1) ?? real[0];
  return first ? { ...first, ...schema } : schema;
}

function choices(schema: FormSchema): Field["choices"] {
  const labels = schema["x-labels"] ?? {};
  const label = (value: string | boolean): string => labels[String(value)] ?? String(value);
  if (schema.oneOf) return schema.oneOf.map((one) => ({ value: one.const as string, label: one.title }));
  if (schema.type === "boolean") return [true, false].map((value) => ({ value, label: label(value) }));
  return (schema.enum ?? []).filter((one) => one !== null).map((one) => ({ value: String(one), label: label(String(one)) }));
}

const asked: Partial<Record<Picker, FieldKind | null>> = {
  text: "text", number: "number", datetime: "moment", unit: "unit", unit_multi: "unit_multi", sub_unit: "line",
  colleague: "line", collector: "collector", class: "class", condition: "condition", place: "place", hidden: null,
  media: "media", case: "case", supervision: null,
};

function kindOf(name: string, schema: FormSchema): FieldKind | null {
  const picker = schema["x-picker"];
  if (picker && picker in asked) return asked[picker] ?? null;
  if (schema.enum || schema.oneOf || schema.type === "boolean") return "choices";
  if (schema.format === "date-time") return "moment";
  if (schema.type === "number" || schema.type === "integer" || /^(hours|amount)$/.test(name)) return "number";
  return name === "opinion" || (schema.maxLength ?? 0) > 300 ? "text" : "line";
}

/** The fields of an action's form in their order; 意见 comes last, once, and only where nothing else is written. */
export function fieldsOf(form: FormSchema): Field[] {
  const fields = Object.entries(form.properties ?? {}).flatMap(([name, raw]) => {
    const schema = plain(raw);
    const kind = kindOf(name, schema);
    if (!kind) return [];
    const field: Field = {
      name, kind, title: schema.title ?? name, hint: schema.description ?? "",
      required: Boolean(form.required?.includes(name)) || Boolean(schema.minItems), choices: choices(schema),
      role: schema.role ?? "other", maxLength: schema.maxLength, minimum: schema.minimum ?? schema.exclusiveMinimum,
      maximum: schema.maximum, fallback: schema.default ?? undefined,
    };
    return [field];
  });
  const written = fields.some((one) => one.kind === "text" && one.name !== "opinion");
  const rest = fields.filter((one) => one.name !== "opinion");
  return written ? rest : [...rest, ...fields.filter((one) => one.name === "opinion")];
}

/** What the case itself already says stands in the form from the start. */
export function startValues(fields: Field[], row: CaseRow | null): Values {
  const known: Values = row
    ? {
        class_code: row.class_code, condition_id: row.condition_id, closing_condition: row.closing_condition,
        lead_unit: row.suggested_unit?.code, address: row.address,
      }
    : {};
  const start = (field: Field): unknown => {
    if (field.kind === "media" || field.kind === "unit_multi") return [];
    return known[field.name] ?? field.fallback ?? (field.kind === "choices" || field.kind === "number" ? null : "");
  };
  return Object.fromEntries(fields.map((field) => [field.name, start(field)]));
}

const empty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === "string" && !value.trim()) ||
  (Array.isArray(value) && value.length === 0);

/** Words for what is still missing or wrong, by field; empty when it can be sent. */
export function faults(fields: Field[], values: Values): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (field.required && empty(value)) found[field.name] = `请填写${field.title}`;
    else if (field.kind === "number" && !empty(value) && !(Number(value) > (field.minimum ?? -Infinity) - 1e-9)) {
      found[field.name] = `${field.title}不对`;
    }
  }
  return found;
}

/** The body to send: blanks left out, numbers as numbers. */
export function bodyOf(fields: Field[], values: Values): Values {
  const body: Values = {};
  for (const field of fields) {
    const value = values[field.name];
    if (empty(value)) continue;
    if (field.kind === "place") Object.assign(body, value);
    else body[field.name] = field.kind === "number" ? Number(value) : typeof value === "string" ? value.trim() : value;
  }
  return body;
}
