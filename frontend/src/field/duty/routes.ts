import type { RouteRecordRaw } from "vue-router";

/** What a person's own page leads to. */
export const dutyRoutes: RouteRecordRaw[] = [
  { path: "/punch", name: "punch", component: () => import("./PunchPage.vue") },
  { path: "/leave", name: "leave", component: () => import("./LeavePage.vue") },
  { path: "/today", name: "today", component: () => import("./DayPage.vue") },
  { path: "/log", name: "log", component: () => import("./LogPage.vue") },
  { path: "/log/:day(\\d{4}-\\d\\d-\\d\\d)", name: "day", component: () => import("./DayPage.vue"), props: true },
  { path: "/track", name: "track", component: () => import("./TrackPage.vue") },
  { path: "/contacts", name: "contacts", component: () => import("./ContactsPage.vue") },
  { path: "/settings", name: "settings", component: () => import("./SettingsPage.vue") },
];
