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
  /** The act that handed it in: report, complete, answer_check … */
  step?: string;
  kind?: "image" | "audio" | "video";
  mime?: string;
  width?: number | null;
  height?: number | null;
  at?: string;
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
  assigned_unit?: Named | null;
  state_label?: string;
  duty_grid?: string | null;
  limit_text?: string;
  provisional?: boolean;
  extensions?: number;
  suspended_until?: string | null;
  stage_since?: string | null;
  component_id?: string | null;
  merged_into?: string | null;
  reopened_from?: string | null;
  closing_condition?: string | null;
  satisfaction?: string | null;
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
  extensions?: number;
  completed_at?: string | null;
}

export interface Task {
  id: string;
  kind: "verify" | "check" | "recheck";
  label?: string;
  state: string;
  /** 核查员, always, for units. */
  collector: string;
  sent_at: string;
  deadline?: string | null;
  lamp?: LampColour;
  answered_at?: string | null;
  result?: string | null;
  note?: string;
}

export interface CaseRequest {
  id: string;
  kind: RequestKind;
  label: string;
  status: "open" | "half" | "granted" | "refused" | "withdrawn" | "lapsed";
  status_label?: string;
  unit: Named | null;
  asked_at: string;
  asked_by: string | null;
  reason: string;
  hours: number | null;
  until: string | null;
  due_at?: string | null;
  decided_at?: string | null;
}

export interface Supervision {
  id: string;
  by: string | null;
  asked_at: string;
  answer_by: string;
  unit: Named | null;
  answered_at: string | null;
  text: string;
  answer: string;
}

/** The whole file of one case. */
export interface CaseFile extends CaseRow {
  condition: string | null;
  requests: CaseRequest[];
  clocks: Clock[];
  tasks: Task[];
  supervisions: Supervision[];
  accuracy?: number | null;
  /** Who reported it, and the citizen behind it; both only for the centre's desks. */
  reporter?: string | null;
  person?: { name: string; phone: string; contact_ok: boolean } | null;
  picked?: boolean;
}

export interface Actor {
  name: string;
  post: string;
  post_label: string;
  unit: Named | null;
}

export interface CaseEvent {
  id: string;
  at: string;
  acted_at: string | null;
  received_at?: string;
  action: string;
  label: string;
  actor: Actor;
  from: State | null;
  to: State | null;
  to_label?: string;
  version?: number;
  opinion: string;
  data: Record<string, unknown>;
  media: string[];
}

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

export interface AllowedAction {
  action: string;
  label: string;
  form: FormSchema;
  primary?: boolean;
  /** Set where the rules forbid it here: shown grey, with this reason. */
  barred?: string;
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
  today: Record<string, number>;
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
  short_name?: string;
  group: string;
}

export interface Dictionaries {
  version?: string;
  edition?: string;
  units: Unit[];
  classes: ClassInfo[];
  posts: Record<string, string>;
  states: Record<string, string>;
  stages?: Record<string, string>;
  sources: Record<string, string>;
  actions: Record<string, string>;
  limit_units?: Record<string, string>;
  /** Stock phrases by action. */
  phrases?: Record<string, string[]>;
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
  department: Named | null;
  try: string;
  open: "desk" | "field" | "screen" | "admin";
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
