import { me, role, sessionKnown } from "@shared/session";
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw } from "vue-router";
import { dutyRoutes } from "./duty/routes";
import { begin } from "./known/who";
import { done } from "./state/toast";

const home = (): RouteLocationRaw => {
  const pages: Record<string, string> = { collector: "tasks", unit: "cases", leader: "overview" };
  return { name: pages[role.value ?? ""] ?? "me" };
};

export const router = createRouter({
  history: createWebHistory("/field/"),
  routes: [
    { path: "/", name: "home", component: { render: () => null } },
    { path: "/login", name: "login", component: () => import("./pages/LoginPage.vue") },
    { path: "/tasks", name: "tasks", component: () => import("./pages/TasksPage.vue") },
    { path: "/tasks/:id", name: "task", component: () => import("./pages/TaskPage.vue"), props: true },
    { path: "/map", name: "map", component: () => import("./pages/MapPage.vue") },
    { path: "/report", name: "report", component: () => import("./pages/ReportPage.vue") },
    { path: "/report/place", name: "place", component: () => import("./pages/PlacePage.vue") },
    { path: "/cases", name: "cases", component: () => import("./pages/CasesPage.vue") },
    { path: "/cases/:caseNo(\\d+)", name: "case", component: () => import("./pages/CasePage.vue"), props: true },
    { path: "/overview", name: "overview", component: () => import("./pages/OverviewPage.vue") },
    { path: "/outbox", name: "outbox", component: () => import("./pages/OutboxPage.vue") },
    { path: "/me", name: "me", component: () => import("./pages/MePage.vue") },
    { path: "/messages", name: "messages", component: () => import("./messages/MessagesPage.vue") },
    ...dutyRoutes,
    { path: "/phone", name: "phone", component: () => import("./pages/PhonePage.vue") },
    { path: "/:rest(.*)*", redirect: { name: "home" } },
  ],
});

router.beforeEach(async (to: RouteLocationNormalized): Promise<RouteLocationRaw | boolean> => {
  if (!sessionKnown.value) await begin();
  if (to.name === "login") return me.value ? { name: "home" } : true;
  if (!me.value) return { name: "login", query: to.path === "/" ? {} : { to: to.fullPath } };
  return to.name === "home" ? home() : true;
});

/** A page whose code could not be fetched: the one that is open stays. */
router.onError(() => done("页面没有载入，请检查网络后再试"));
