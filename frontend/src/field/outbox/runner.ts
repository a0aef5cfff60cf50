import { API } from "@shared/api/client";
import { pauseAfter } from "./backoff";
import { CLIENT } from "./client";
import type { Item, Media } from "./item";
import { nextJob, nextMoment, type Job } from "./order";
import * as record from "./record";
import { progress, link, mediaOf, note, openItems } from "./store";
import { headersOf, talk, whoIsIn, type Session } from "./talk";
import { sendMedia } from "./tus";
import { verdictOf, type Verdict } from "./verdict";

/** How long an answer of the server about who is logged in is believed. */
const BELIEVED = 60_000;
const MOST_TRIES = 5;
let session: (Session & { at: number }) | null = null;

/** After log-in and log-out the server is asked anew. */
export function forgetSession(): void {
  session = null;
}

async function known(): Promise<Session | null> {
  if (session && Date.now() - session.at < BELIEVED) return session;
  const asked = await whoIsIn();
  if ("lost" in asked) {
    await lost(verdictOf(asked.lost));
    return null;
  }
  session = asked.session && { ...asked.session, at: Date.now() };
  if (!session) await note({ pause: "login", reached: true });
  return session;
}

/** A hopeful try within the pause leaves the pause as it is: ten things done in a tunnel do not make it ten times longer. */
async function lost(verdict: Verdict): Promise<void> {
  const before = await link();
  if (!before.reached && before.retry_at > Date.now()) return;
  const failures = before.failures + 1;
  const wait = Math.max(pauseAfter(failures), verdict.kind === "lost" ? verdict.wait : 0);
  await note({ reached: false, failures, retry_at: Date.now() + wait });
}

function send(item: Item, session: Session): Promise<Verdict> {
  const headers = { ...headersOf(session), "Content-Type": "application/json" };
  const post = item.post !== null && { "X-Post": String(item.post) };
  const body = JSON.stringify(item.body);
  return talk(item.method, API + item.path, { body, headers: { ...headers, ...post } }).then(verdictOf);
}

/** What holds for everything that waits; false: go no further now. */
async function world(verdict: Verdict): Promise<boolean> {
  if (verdict.kind === "lost") {
    await lost(verdict);
    return false;
  }
  if (session) session.at = Date.now();
  await note({ reached: true, failures: 0, retry_at: 0, ...(verdict.kind === "update" && { pause: "update", client: CLIENT }) });
  if (verdict.kind === "who") session = null;
  return verdict.kind !== "update";
}

async function writeItem(item: Item, verdict: Verdict): Promise<void> {
  if (verdict.kind === "done") return record.done(item, verdict.data);
  if (verdict.kind === "conflict") return record.stop(item, "conflict", verdict.problem);
  if (verdict.kind === "refused") return record.stop(item, "refused", verdict.problem);
  if (verdict.kind === "later") return record.later(item, verdict.problem);
  if (verdict.kind !== "photos_gone") return record.again(item, verdict.kind !== "lost");
  if (item.tries < MOST_TRIES) return record.photosGone(item, verdict.media_id);
  return record.stop(item, "refused", verdict.problem);
}

async function writeMedia(media: Media, item: Item, verdict: Verdict): Promise<void> {
  if (verdict.kind === "done") return record.mediaDone(media);
  if (verdict.kind === "later" || verdict.kind === "photos_gone" || verdict.kind === "conflict") return record.mediaLater(media);
  if (verdict.kind !== "refused") return;
  if (verdict.problem.code === "sha256_mismatch" && media.tries < MOST_TRIES) return record.mediaLater(media);
  return record.mediaRefused(media, item, verdict.problem);
}

async function doOne({ media, item }: Job, session: Session): Promise<Verdict | null> {
  if (media) {
    const verdict = await sendMedia(media, session);
    await writeMedia(media, item, verdict);
    return verdict;
  }
  const claimed = await record.claim(item.seq);
  if (!claimed) return null;
  const verdict = await send(claimed, session);
  await writeItem(claimed, verdict);
  return verdict;
}

/** The next thing of whoever is logged in; null when nothing can go now. */
async function next(): Promise<{ job: Job; session: Session } | null> {
  if (!(await progress.items.where({ open: 1 }).count())) return null;
  const who = await known();
  if (!who) return null;
  if ((await link()).pause === "login") await note({ pause: null });
  const items = await openItems(who.username);
  const job = nextJob(items, await mediaOf(who.username), Date.now());
  return job && { job, session: who };
}

/**
 * Sends what can be sent, in order, until nothing is left or the network is. One at a time in a browser: the caller holds
 * the lock. `patient`: keeps to the pause after a failure. Answers when to come again (epoch milliseconds), null: when called.
 */
export async function drain(patient: boolean): Promise<number | null> {
  const before = await link();
  if (before.pause === "update") return null;
  if (patient && before.retry_at > Date.now()) return before.retry_at;
  await record.takeUp();
  for (let strangers = 0; ; ) {
    const found = await next();
    if (!found) break;
    const verdict = await doOne(found.job, found.session);
    if (verdict && !(await world(verdict))) break;
    if (verdict?.kind === "who" && (strangers += 1) === 3) {
      await lost({ kind: "lost", wait: BELIEVED });
      break;
    }
  }
  return comeAgain();
}

async function comeAgain(): Promise<number | null> {
  const { retry_at, pause } = await link();
  if (pause || !(await progress.items.where({ open: 1 }).count())) return null;
  if (retry_at > Date.now()) return retry_at;
  if (!session) return null;
  return nextMoment(await openItems(session.username), await mediaOf(session.username), Date.now());
}
