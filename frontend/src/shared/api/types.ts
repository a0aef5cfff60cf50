import type { components } from "./schema";

/**
 * The server's answers, by short names. They are the generated ones of schema.ts (`npm run api`), narrowed where the
 * server says only "text": states, roles, kinds. Times are ISO 8601, coordinates [lon, lat] in degrees.
 */
type S = components["schemas"];
type Narrow<T, N> = Omit<T, keyof N> & N;

export type State =
  | "reported" | "verifying" | "accepted" | "filed" | "dispatched" | "disposing" | "suspended" | "disposed"
  | "checking" | "checked" | "self_reported" | "closed" | "rejected" | "voided" | "merged" | "invalid";
export type Stage = "collect" | "file" | "dispatch" | "dispose" | "feedback" | "check" | "done";
export type LampColour = "green" | "yellow" | "red" | "none";
export type Kind = "event" | "component";
export type Role =
  | "collector" | "operator" | "shift_lead" | "dispatcher" | "unit" | "leader" | "evaluator" | "data_manager" | "admin";
export type MediaRole = "near" | "far" | "before" | "after" | "other";
export type LimitUnit = "urgent_hour" | "natural_day" | "work_hour" | "work_day" | "minute";
export type RequestKind = "return" | "extension" | "suspension" | "void" | "appeal";

export type Named = S["Coded"];
export type Post = Narrow<S["PostAnswer"], { role: Role }>;
export type Me = Narrow<S["Me"], { posts: Post[] }>;
export type SessionAnswer = S["SessionAnswer"];
/** What a phone says of itself at log-in. */
export type Phone = Required<Pick<S["SessionRequest"], "device_id" | "device_name">>;
export type Device = S["DeviceOut"];
export type OwnDevice = S["OwnDevice"];
export type Collector = S["Collector"];

export type Media = Narrow<S["CaseMediaOut"], { role: MediaRole }>;
export type Claim = S["ClaimOut"];
export type Clock = Narrow<S["ClockOut"], { limit_unit: LimitUnit }>;
export type Task = S["CaseTaskOut"];
export type CaseRequest = S["RequestOut"];
export type Supervision = S["SupervisionOut"];
export type Actor = S["ActorOut"];

interface CaseNarrow {
  state: State;
  stage: Stage;
  kind: Kind;
  media: Media[];
}

/** A case as a list row. */
export type CaseRow = Narrow<S["CaseOut"], CaseNarrow> & {
  /** What other rooms may add to a row, when they stand. */
  duplicates?: number;
};

/** The whole file of one case. */
export type CaseFile = Narrow<S["CaseFileOut"], CaseNarrow> & { accuracy?: number | null };

export type CaseEvent = Narrow<S["EventOut"], { from: State | null; to: State }>;

export type Picker =
  | "text" | "number" | "datetime" | "unit" | "unit_multi" | "sub_unit" | "colleague" | "collector" | "class"
  | "condition" | "place" | "hidden" | "media" | "case" | "supervision";

/** The part of JSON Schema that action forms use, with two hints of our own. */
export interface FormSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, FormSchema>;
  required?: string[];
  items?: FormSchema;
  enum?: (string | number | boolean | null)[];
  oneOf?: { const: string | number | boolean; title: string }[];
  const?: unknown;
  default?: unknown;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  anyOf?: FormSchema[];
  "x-picker"?: Picker;
  "x-labels"?: Record<string, string>;
  /** Beside the picker `media`: what the photos are. */
  role?: MediaRole;
}

export type AllowedAction = Narrow<S["ActionOut"], { form: FormSchema; post: Role }>;

export interface AllowedActions {
  version: number;
  actions: AllowedAction[];
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total?: number;
}

export type Counts = S["CountsOut"];

export type Condition = S["ConditionEntry"];
export type ClassInfo = Narrow<S["ClassEntry"], { kind: Kind }>;
export type Unit = S["UnitEntry"];
export type CaptureRules = S["CaptureRules"];
export type Dictionaries = Narrow<S["Dictionaries"], { classes: ClassInfo[] }>;
export type Place = S["Place"];
export type Where = S["WhereAnswer"];
export type Near = S["NearOut"];

/** What a stream event carries: never more. */
export interface LiveChange {
  cursor: number | string;
  case_no: string;
  action: string;
  state: State;
  version: number;
}

export type Schemes = S["SchemesOut"];
export type SchemeInfo = S["SchemeOut"];
export type Evaluation = S["EvaluationOut"];
export type ScoredGroup = S["GroupOut"];
export type CaseBehind = Narrow<S["BehindOut"], { state: State }>;
export type CasesBehind = Narrow<S["CasesBehindOut"], { items: CaseBehind[] }>;

export type DemoPerson = Narrow<S["DemoPerson"], { role: Role }>;
export type VisitorsCase = Narrow<S["VisitorsCase"], { state: State }>;
export type DemoCounty = Narrow<S["DemoPeople"], { people: DemoPerson[]; case: VisitorsCase | null }>;

/** What a report carries; the server fills in the rest. */
export type ReportBody = Pick<S["ReportIn"], "report_id"> & Partial<Omit<S["ReportIn"], "report_id">>;
