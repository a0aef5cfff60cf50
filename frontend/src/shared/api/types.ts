/** The server's answers, as the outside contract names them. Times are ISO 8601, coordinates [lon, lat]. */

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

export interface Named {
  code: string;
  name: string;
}

export interface Post {
  id: number;
  role: Role;
  role_name: string;
  department: Named | null;
  title: string;
  duty_grids: Named[];
}

export interface Me {
  user: { id: number; username: string; name: string; phone: string };
  posts: Post[];
  permissions: string[];
  demo: boolean;
}

/** Who has this browser's session, and the token for requests that change something. */
export interface SessionAnswer {
  user: Me["user"] | null;
  csrf_token?: string;
  demo?: boolean;
}

export interface Collector {
  id: number;
  name: string;
  phone?: string;
  duty_grids?: string[];
  on_leave?: boolean;
}

export interface Media {
  id: string;
  role: MediaRole;
  kind?: "image" | "audio" | "video";
  content_type?: string;
  captured_at?: string | null;
  by?: string | null;
  sha256?: string;
  flags?: string[];
}

/** A case as a list row. */
export interface CaseRow {
  case_no: string;
  version: number;
  state: State;
  stage: Stage;
  source: string;
  kind: Kind;
  class_code: string;
  class_name: string;
  condition_id: string | null;
  condition?: string | null;
  urgent?: boolean;
  lon: number;
  lat: number;
  grid: string;
  address: string;
  description: string;
  lead_unit: Named | null;
  assisting_units: Named[];
  suggested_unit?: Named | null;
  reported_at: string;
  filed_at: string | null;
  dispatched_at: string | null;
  deadline: string | null;
  lamp: LampColour;
  stage_deadline?: string | null;
  stage_lamp?: LampColour;
  completed_at: string | null;
  closed_at: string | null;
  rework_times: number;
  suspended: boolean;
  claimed_by?: Claim | null;
  duplicates?: number;
  media: Media[];
}

export interface Claim {
  id?: number;
  name: string;
  until?: string;
  mine?: boolean;
}

export interface Clock {
  unit: Named;
  state: "running" | "stopped" | "suspended" | "returned" | "ended";
  limit_text: string;
  total_seconds: number;
  used_seconds: number;
  deadline: string | null;
  lamp: LampColour;
  multiple: number | string;
  provisional?: boolean;
}

export interface Task {
  id: number;
  kind: string;
  state: string;
  collector: { id?: number; name: string } | null;
  sent_at: string;
  deadline?: string | null;
  answered_at?: string | null;
  result?: string | null;
  note?: string;
}

export interface CaseRequest {
  id: number;
  kind: RequestKind;
  label?: string;
  status: "open" | "half" | "granted" | "refused" | "withdrawn" | "lapsed";
  asked_at: string;
  asked_by: Actor | null;
  reason: string;
  hours?: number | string | null;
  until?: string | null;
  decisions?: { by: Actor | null; at: string; granted: boolean; opinion: string }[];
  can_decide?: boolean;
  can_withdraw?: boolean;
}

/** The whole file of one case. */
export interface CaseFile extends CaseRow {
  requests: CaseRequest[];
  clocks: Clock[];
  tasks: Task[];
  claimed_by: Claim | null;
  grid_name?: string | null;
  stage_limit_text?: string | null;
  stage_total_seconds?: number | null;
  stage_used_seconds?: number | null;
  component_id?: string | null;
  accuracy?: number | null;
  reporter?: { name: string; phone: string } | null;
  reported_by?: Actor | null;
  merged_into?: string | null;
  reopened_from?: string | null;
  closing_condition?: string | null;
}

export interface Actor {
  name: string;
  post?: string | null;
  unit?: string | null;
}

export interface CaseEvent {
  id: string;
  at: string;
  acted_at: string;
  action: string;
  label: string;
  actor: Actor | null;
  from: State | null;
  to: State | null;
  opinion: string;
  data: Record<string, unknown>;
  media: Media[];
}

export type Picker = "unit" | "unit_multi" | "collector" | "class" | "condition" | "media" | "case";

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
  "x-labels"?: Record<string, string> | string[];
  "x-rows"?: number;
  "x-media-role"?: MediaRole;
  "x-hidden"?: boolean;
}

export interface AllowedAction {
  action: string;
  label: string;
  form: FormSchema;
  primary?: boolean;
  /** Set where the rules forbid it here: shown grey, with this reason. */
  disabled_reason?: string | null;
  post?: Role;
}

export interface AllowedActions {
  version: number;
  actions: AllowedAction[];
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total?: number;
}

export interface Counts {
  lists: Record<string, number>;
  late?: Record<string, number>;
  today: Record<string, number | string>;
}

export interface Condition {
  id: string;
  condition: string;
  limit: number | string;
  limit_unit: LimitUnit;
  limit_text: string;
  closing_condition: string;
  urgent: boolean;
}

export interface ClassInfo {
  code: string;
  name: string;
  kind: Kind;
  major_code: string;
  major_name: string;
  initials?: string;
  conditions: Condition[];
}

export interface Unit extends Named {
  group: string;
}

export interface Dictionaries {
  units: Unit[];
  classes: ClassInfo[];
  posts: Named[] | Record<string, string>;
  states: Named[] | Record<string, string>;
  sources: Named[] | Record<string, string>;
  actions: Record<string, string>;
  grids?: Named[];
  streets?: Named[];
  phrases?: Record<string, string[]>;
  centre?: [number, number];
}

/** What a stream event carries: never more. */
export interface LiveChange {
  cursor: number | string;
  case_no: string;
  action: string;
  state: State;
  version: number;
}

export interface DemoPerson {
  username: string;
  name: string;
  role: Role;
  role_name: string;
  department?: string | Named | null;
  try?: string[] | string;
  open?: "desk" | "field";
}

export interface ReportBody {
  report_id: string;
  kind: Kind;
  class_code?: string;
  condition_id?: string;
  lon: number;
  lat: number;
  coord_sys?: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
  address?: string;
  description: string;
  media?: { id: string; role: MediaRole }[];
  media_ids?: string[];
  self_disposed?: boolean;
  source?: string;
  component_id?: string;
  acted_at?: string;
  reporter?: { name: string; phone: string };
  captured_at?: string;
  accuracy?: number;
  device?: string;
}
