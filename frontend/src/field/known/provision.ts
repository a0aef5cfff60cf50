import { acting, expired, me } from "@shared/session";
import { dayOf } from "@shared/words/time";
import { watch } from "vue";
import { openCases, dictionaryWords, myTasks, unitCases, wholeCase, type Ask, type UnitTab, type WholeCase } from "./answers";
import { person, recall } from "./facts";
import { contactBook, handlersNow, myAttendance, myLeaves, myRollCalls, newsNow, noticesNow, trackOf, workdayOf } from "./dutyAnswers";
import { provideGround } from "./ground";
import { provide, type Options } from "./known";
import { keepPicture } from "./pictures";
import { idOf } from "./store";

/** Fetches beforehand what a day outdoors needs: quietly, one thing after another, only while the app is in front. */
const SOON = 1_500;
const AGAIN = 15 * 60_000;
const FILES = 20;
const PHOTOS = 3;
const GHOST = 1280;
const SHOWN = 640;

type Photo = { id: string; role: string };
const give = <T>({ key, fetcher }: Ask<T>, options?: Options): Promise<T | null> => provide(key, fetcher, options);

async function photosOf(photos: Photo[]): Promise<void> {
  const ghost = photos.find((one) => one.role === "near" || one.role === "before") ?? photos[0];
  if (ghost) await keepPicture(ghost.id, GHOST);
  for (const one of photos.slice(0, PHOTOS)) if (one !== ghost) await keepPicture(one.id, SHOWN);
}

/** The whole file of a case that is due, unless the phone has it in this version. */
async function fileOf(caseNo: string, version: number): Promise<void> {
  const user = person();
  const had = user && (await recall<WholeCase>(user, idOf(acting.value?.id ?? "-", `case:${caseNo}`)));
  const whole = had && had.value.file.version >= version ? had.value : await give(wholeCase(caseNo));
  const photos = whole?.file.media.filter((one) => one.kind === "image" || one.kind === "photo") ?? [];
  await photosOf(photos);
}

async function ofShift(): Promise<void> {
  const today = dayOf(new Date());
  for (const one of [myAttendance, myLeaves, myRollCalls, handlersNow, trackOf(today), workdayOf(today)]) await give<unknown>(one);
}

async function ofMessages(): Promise<void> {
  for (const one of [contactBook, noticesNow, newsNow]) await give<unknown>(one);
}

async function ofCollector(): Promise<void> {
  const answer = await give(myTasks);
  const tasks = Array.isArray(answer) ? answer : (answer?.items ?? []);
  for (const task of tasks) await photosOf(task.photos);
  await give(openCases);
  await ofShift();
  for (const task of tasks.slice(0, FILES)) await fileOf(task.case_no, task.version);
  await provideGround();
}

async function ofUnit(): Promise<void> {
  const tabs: UnitTab[] = ["open", "check", "suspended", "closed"];
  for (const tab of tabs) {
    const page = await give(unitCases(tab));
    const due = tab === "open" ? (page?.items ?? []).slice(0, FILES) : [];
    for (const row of due) await fileOf(row.case_no, row.version);
  }
}

const outdoors = (role: string | undefined): boolean => ["collector", "unit", "leader"].includes(role ?? "");

async function run(): Promise<void> {
  await give(dictionaryWords, { ofPerson: true, fixed: true });
  const role = acting.value?.role;
  if (role === "collector") await ofCollector();
  else if (role === "unit") await ofUnit();
  if (outdoors(role)) await ofMessages();
}

let timer = 0;
let running = false;
let ended = 0;

async function provideAll(): Promise<void> {
  if (running || !me.value || expired.value || document.visibilityState !== "visible") return;
  running = true;
  await run().catch(() => undefined); // the next time goes on where this one stopped
  running = false;
  ended = Date.now();
}

function later(wait: number): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void provideAll().then(() => later(AGAIN)), wait);
}

export function startProvision(): void {
  watch([() => me.value?.user.username, () => acting.value?.id], ([user]) => user && later(SOON), { immediate: true });
  window.addEventListener("online", () => later(SOON));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - ended > AGAIN) later(SOON);
  });
}
