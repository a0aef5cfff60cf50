import { captureRules } from "@shared/dictionaries";
import type { CaseRow, Page } from "@shared/api/types";
import { acting } from "@shared/session";
import type { NearCase } from "../place/geocode";
import { openCases } from "./answers";
import { person, recall } from "./facts";
import { idOf } from "./store";
import { metresBetween } from "./where";

/** Likely duplicates among the open cases that the phone knows: same class, near, lately. */
export async function nearKnown(lon: number, lat: number, classCode: string): Promise<{ items: NearCase[] } | null> {
  const user = person();
  const heard = user && (await recall<Page<CaseRow>>(user, idOf(acting.value?.id ?? "-", openCases.key)));
  if (!heard) return null;
  const { duplicate_metres, duplicate_hours } = captureRules.value;
  const since = Date.now() - duplicate_hours * 3_600_000;
  const items = heard.value.items
    .filter((row) => row.class_code === classCode && row.lon !== null && row.lat !== null && Date.parse(row.reported_at) > since)
    .map((row) => nearOf(row, lon, lat))
    .filter((one) => one.distance_m <= duplicate_metres);
  return { items: items.sort((a, b) => a.distance_m - b.distance_m) };
}

function nearOf(row: CaseRow, lon: number, lat: number): NearCase {
  const [atLon, atLat] = [row.lon ?? 0, row.lat ?? 0];
  const { case_no, class_name, reported_at, state } = row;
  const distance_m = metresBetween({ lon, lat }, { lon: atLon, lat: atLat });
  return { case_no, class_name: class_name ?? "", reported_at, state, lon: atLon, lat: atLat, distance_m, photo: row.media[0]?.id ?? null };
}
