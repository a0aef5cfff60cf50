import type { Contacts, Handler, Inbox, Leaves, MyAttendance, MyRollCall, News, Track, Workday, Workdays } from "@shared/api/duty";
import { asked, type Ask } from "./answers";

/** The answers about a person's shift and messages, as pages and the store of the phone ask for them. */
export const myAttendance = asked<MyAttendance>("attendance", "/attendance/mine");
export const myLeaves = asked<Leaves>("leaves", "/leaves/mine");
export const myRollCalls = asked<MyRollCall[]>("roll-calls", "/roll-calls/mine");
export const contactBook = asked<Contacts>("contacts", "/contacts");
export const handlersNow = asked<Handler[]>("handlers", "/contacts/handlers");
export const noticesNow = asked<Inbox>("notices", "/notices");
export const newsNow = asked<News>("news", "/messages");
export const workdaysNow = asked<Workdays>("workdays", "/workdays");

/** `day`: 2026-06-10. */
export const workdayOf = (day: string): Ask<Workday> => asked(`workday:${day}`, `/workdays/${day}`);
export const trackOf = (day: string): Ask<Track> => asked(`track:${day}`, "/positions/track", { day });
