import { get, post } from "./client";
import type { components } from "./schema";

/** Shifts and messages: attendance, leave, roll calls, tracks, notices. Writes of the phone go through its outbox. */
type S = components["schemas"];

export type MyAttendance = S["MyAttendanceOut"];
export type Punch = S["PunchOut"];
export type Attending = S["AttendingOut"];
export type Attendance = S["AttendanceOut"];
export type Leave = S["LeaveOut"];
export type Leaves = S["LeavesOut"];
export type MyRollCall = S["MyRollCallOut"];
export type RollCall = S["RollCallOut"];
export type RollResult = S["RollResultOut"];
export type Workday = S["WorkdayOut"];
export type Workdays = S["WorkdaysOut"];
export type Track = S["TrackOut"];
export type Seen = S["SeenOut"];
export type Notice = S["NoticeOut"];
export type Inbox = S["InboxOut"];
export type SentNotice = S["SentOut"];
export type SentFile = S["SentFileOut"];
export type News = S["NewsOut"];
export type Contact = S["Contact"];
export type Contacts = S["Contacts"];
export type Handler = S["HandlerOut"];

export const duty = {
  attendance: (day?: string) => get<MyAttendance>("/attendance/mine", { day }),
  everybody: (day?: string) => get<Attendance>("/attendance", { day }),
  myLeaves: () => get<Leaves>("/leaves/mine"),
  leaves: (status: "asked" | "all") => get<Leaves>("/leaves", { status }),
  decide: (id: number, granted: boolean, opinion: string) => post<Leave>(`/leaves/${id}/decision`, { granted, opinion }),
  myRollCalls: () => get<MyRollCall[]>("/roll-calls/mine"),
  rollCalls: () => get<RollCall[]>("/roll-calls"),
  rollCall: (id: string) => get<RollResult>(`/roll-calls/${id}`),
  call: (body: S["RollCallIn"]) => post<RollResult>("/roll-calls", body),
  workday: (day: string) => get<Workday>(`/workdays/${day}`),
  workdays: (before?: string | null) => get<Workdays>("/workdays", { before }),
  track: (day: string, user?: number) => get<Track>("/positions/track", { day, user }),
  latest: () => get<Seen[]>("/positions/latest"),
};

export const messages = {
  inbox: (before?: number | null) => get<Inbox>("/notices", { before }),
  unread: () => get<S["UnreadOut"]>("/notices/unread"),
  sent: () => get<SentNotice[]>("/notices/sent"),
  readers: (id: string) => get<SentFile>(`/notices/${id}/readers`),
  send: (body: S["NoticeIn"]) => post<SentFile>("/notices", body),
  recall: (id: string) => post<SentFile>(`/notices/${id}/recall`),
  news: (before?: number | null) => get<News>("/messages", { before }),
};

export const contacts = () => get<Contacts>("/contacts");
export const handlers = () => get<Handler[]>("/contacts/handlers");
