import {
  AlarmClock, Archive, CircleCheck, Download, FileCheck, FileClock, Flag, History, Inbox, Pause, PenLine, Search,
  Send, ShieldCheck, UserRoundCheck, Wrench, ListFilter, Eye,
} from "@lucide/vue";
import type { Component } from "vue";
import type { Role } from "@shared/api/types";

/** The work lists of the server, by its names; a rail groups them by what the post must do and what it follows. */
export interface ListKind {
  name: string;
  title: string;
  icon: Component;
  sort: string;
  empty: string;
}

const list = (name: string, title: string, icon: Component, empty: string, sort = "left"): ListKind => ({
  name, title, icon, sort, empty,
});

export const lists: Record<string, ListKind> = Object.fromEntries(
  [
    list("todo", "待办", Inbox, "暂无待办案件"),
    list("accept", "受理", Download, "暂无待受理案件"),
    list("verify", "核实", Search, "暂无核实中的案件"),
    list("self_disposed", "自处置", UserRoundCheck, "暂无待审的自处置"),
    list("file", "立案", FileCheck, "暂无待立案案件"),
    list("dispatch", "派遣", Send, "暂无待派遣案件"),
    list("sign", "签收", PenLine, "暂无待签收案件"),
    list("disposing", "处置", Wrench, "暂无处置中的案件"),
    list("late", "超期", AlarmClock, "暂无超期案件"),
    list("check", "核查", ShieldCheck, "暂无待核查案件"),
    list("checking", "核查中", Eye, "暂无核查中的案件"),
    list("close", "待结案", CircleCheck, "暂无待结案案件"),
    list("suspended", "挂账", Pause, "暂无挂账案件"),
    list("requests", "申请", FileClock, "暂无待决定的申请"),
    list("supervise", "督办", Flag, "暂无督办案件"),
    list("done", "经办", History, "还没有经办过案件", "-id"),
    list("closed", "结案", CircleCheck, "还没有结案", "-closed_at"),
    list("ended", "不办", Archive, "没有不予受理或作废的案件", "-id"),
    list("", "全部案件", ListFilter, "没有案件", "-id"),
  ].map((one) => [one.name, one]),
);

interface Rail {
  must: string[];
  follow: string[];
}

const ending = ["done", "closed", "ended", ""];
const rails: Partial<Record<Role, Rail>> = {
  operator: {
    must: ["todo", "accept", "check", "self_disposed"],
    follow: ["verify", "checking", "disposing", "suspended", "supervise", ...ending],
  },
  shift_lead: {
    must: ["todo", "file", "close", "self_disposed", "requests"],
    follow: ["accept", "dispatch", "disposing", "late", "suspended", "supervise", ...ending],
  },
  dispatcher: {
    must: ["todo", "dispatch", "requests"],
    follow: ["sign", "disposing", "late", "suspended", "supervise", ...ending],
  },
  unit: { must: ["todo", "sign", "disposing", "supervise"], follow: ["late", "suspended", "done", "closed", ""] },
  leader: {
    must: ["late", "requests", "supervise"],
    follow: ["accept", "dispatch", "disposing", "check", "suspended", "closed", ""],
  },
  data_manager: { must: [], follow: [""] },
  evaluator: { must: ["requests"], follow: ["late", "disposing", "suspended", "supervise", ...ending] },
};
const other: Rail = { must: ["todo"], follow: ["disposing", "late", "suspended", "supervise", ...ending] };

export const railOf = (role: Role | null): Rail => (role && rails[role]) || other;
/** Posts that see no case at all: a list, filters and counts would only ever be empty. */
export const seesCases = (role: Role | null): boolean => role !== "data_manager";
/** What a post opens first when the address names nothing. */
export const firstPage = (role: Role | null): "cases" | "scores" => (role === "evaluator" ? "scores" : "cases");
export const firstList = (role: Role | null): string => railOf(role).must[0] ?? "";

export const sorts: { value: string; label: string }[] = [
  { value: "left", label: "按剩余时间" }, { value: "-reported_at", label: "最新上报在前" },
  { value: "reported_at", label: "最早上报在前" }, { value: "deadline", label: "按处置期限" },
  { value: "-closed_at", label: "最近结案在前" }, { value: "-id", label: "最新登记在前" },
];
