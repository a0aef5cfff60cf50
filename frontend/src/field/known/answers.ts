import { getUnless, type Told } from "@shared/api/client";
import { cases } from "@shared/api/endpoints";
import type { AllowedAction, CaseEvent, CaseFile, CaseRow, Counts, Dictionaries, Page } from "@shared/api/types";
import type { FieldTask } from "../state/tasks";
import type { Fetcher } from "./known";

/** The answers that pages and the store of the phone both ask for: a key, and how the server is asked. */
export interface Ask<T> {
  key: string;
  fetcher: Fetcher<T>;
}

export const asked = <T>(key: string, path: string, query?: Parameters<typeof getUnless>[2]): Ask<T> => ({
  key,
  fetcher: (tag): Promise<Told<T>> => getUnless<T>(path, tag, query),
});

export const myTasks = asked<Page<FieldTask> | FieldTask[]>("tasks", "/tasks");
export const dictionaryWords = asked<Dictionaries>("dictionaries", "/dictionaries");
export const counts = asked<Counts>("counts", "/cases/counts");
export const openCases = asked<Page<CaseRow>>("open", "/cases", { stage: "collect,file,dispatch,dispose,feedback,check", limit: 200 });
export const lateCases = asked<Page<CaseRow>>("late", "/cases", { list: "late", sort: "deadline", limit: 30 });

/** What a unit's list shows, by tab. */
export type UnitTab = "open" | "check" | "suspended" | "closed";

const STATES: Record<UnitTab, string> = {
  open: "dispatched,disposing", check: "disposed,checking,checked", suspended: "suspended", closed: "closed",
};
const SORTS: Record<UnitTab, string> = { open: "deadline", check: "-id", suspended: "-id", closed: "-closed_at" };

export const unitQuery = (tab: UnitTab): { state: string; sort: string; limit: number } => ({ state: STATES[tab], sort: SORTS[tab], limit: 30 });
export const unitCases = (tab: UnitTab): Ask<Page<CaseRow>> => asked(`unit:${tab}`, "/cases", unitQuery(tab));

/** One case, what may be done to it now, and its log. */
export interface WholeCase {
  file: CaseFile;
  actions: AllowedAction[];
  events: CaseEvent[];
}

export const wholeCase = (caseNo: string): Ask<WholeCase> => ({
  key: `case:${caseNo}`,
  fetcher: async () => {
    const [file, allowed, events] = await Promise.all([cases.file(caseNo), cases.actions(caseNo), cases.events(caseNo)]);
    return { file, actions: allowed.actions, events };
  },
});
