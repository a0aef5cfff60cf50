/**
 * Time and place in a JPEG's EXIF block. The evidence original is made by the app (domain: evidence fixed at capture),
 * and a canvas drops what the camera wrote, so the app reads it before and writes it after.
 */
import type { PhoneSystem } from "../place/coordsys";
import { ascii, bytes, rational, short, tiff, type Field } from "./tiff";
import { readTiff, type Tags } from "./tiff-read";

/** A position as measured: `lon`, `lat` in degrees of `coord_sys`, `accuracy` in metres, `at` by the satellites' clock. */
export interface Fix {
  lon: number;
  lat: number;
  accuracy: number | null;
  coord_sys?: PhoneSystem;
  at?: string | null;
}

/** What is fixed in the picture itself: when by the phone's clock, where, by which phone, under which id it is sent. */
export interface Shot {
  takenAt: Date;
  fix: Fix | null;
  device?: string;
  id?: string;
}

const DATUM: Record<PhoneSystem, string> = { wgs84: "WGS-84", gcj02: "GCJ-02" };

const MARKER_APP1 = 0xffe1;
const MARKER_SOS = 0xffda;
const HEADER = [0x45, 0x78, 0x69, 0x66, 0, 0]; // "Exif\0\0"

const two = (n: number): string => String(Math.floor(n)).padStart(2, "0");

function localTime(at: Date): string {
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join(":");
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":")}`;
}

function offset(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

/** Degrees, minutes, seconds to a ten-thousandth of a second (3 mm). */
function sexagesimal(value: number): [number, number][] {
  const tenThousandths = Math.round(Math.abs(value) * 3600 * 10_000);
  const degrees = Math.floor(tenThousandths / 36_000_000);
  const minutes = Math.floor((tenThousandths % 36_000_000) / 600_000);
  return [[degrees, 1], [minutes, 1], [tenThousandths % 600_000, 10_000]];
}

function gpsFields(fix: Fix, takenAt: Date): Field[] {
  const at = fix.at ? new Date(fix.at) : takenAt;
  const day = [at.getUTCFullYear(), two(at.getUTCMonth() + 1), two(at.getUTCDate())].join(":");
  const time: [number, number][] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map((n) => [n, 1]);
  const fields = [
    bytes(0x00, [2, 3, 0, 0]),
    ascii(0x01, fix.lat < 0 ? "S" : "N"),
    rational(0x02, sexagesimal(fix.lat)),
    ascii(0x03, fix.lon < 0 ? "W" : "E"),
    rational(0x04, sexagesimal(fix.lon)),
    rational(0x07, time),
    ascii(0x12, DATUM[fix.coord_sys ?? "wgs84"]),
    ascii(0x1d, day),
  ];
  if (fix.accuracy !== null) fields.push(rational(0x1f, [[Math.round(fix.accuracy * 10), 10]]));
  return fields;
}

function app1({ takenAt, fix, device, id }: Shot): Uint8Array<ArrayBuffer> {
  const time = localTime(takenAt);
  const body = tiff(
    [short(0x0112, [1]), ascii(0x0131, "wangge field"), ascii(0x0132, time)],
    [
      bytes(0x9000, [0x30, 0x32, 0x33, 0x32], true),
      ascii(0x9003, time),
      ascii(0x9004, time),
      ascii(0x9010, offset(takenAt)),
      ascii(0x9011, offset(takenAt)),
      ascii(0x9291, String(takenAt.getMilliseconds()).padStart(3, "0")),
      ...(id ? [ascii(0xa420, id.replaceAll("-", ""))] : []), // ImageUniqueID
      ...(device ? [ascii(0xa431, device)] : []), // BodySerialNumber
    ],
    fix ? gpsFields(fix, takenAt) : [],
  );
  const length = body.length + HEADER.length + 2;
  return Uint8Array.from([0xff, 0xe1, length >> 8, length & 0xff, ...HEADER, ...body]);
}

/** The same picture with this time and place; `jpeg` must start with its SOI marker and hold no EXIF. */
export async function withExif(jpeg: Blob, shot: Shot): Promise<Blob> {
  return new Blob([jpeg.slice(0, 2), app1(shot), jpeg.slice(2)], { type: "image/jpeg" });
}

function exifBlock(view: DataView): DataView | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 10 < view.byteLength) {
    const marker = view.getUint16(at);
    const length = view.getUint16(at + 2);
    const named = HEADER.every((byte, i) => view.getUint8(at + 4 + i) === byte);
    if (marker === MARKER_APP1 && named) return new DataView(view.buffer, view.byteOffset + at + 10);
    if (marker === MARKER_SOS || (marker & 0xff00) !== 0xff00) return null;
    at += 2 + length;
  }
  return null;
}

function timeOf(tags: Tags): Date | null {
  const written = tags.ascii(0x9003) ?? tags.ascii(0x0132);
  const parts = written?.match(/^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/);
  if (!parts) return null;
  const at = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${tags.ascii(0x9011) ?? ""}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function degrees(tags: Tags, tag: number, ref: string | null): number | null {
  const [d, m, s] = tags.gpsRationals(tag) ?? [];
  if (d === undefined || m === undefined || s === undefined) return null;
  const value = d + m / 60 + s / 3600;
  return ref === "S" || ref === "W" ? -value : value;
}

function fixOf(tags: Tags): Fix | null {
  const lat = degrees(tags, 0x02, tags.gpsAscii(0x01));
  const lon = degrees(tags, 0x04, tags.gpsAscii(0x03));
  if (lat === null || lon === null || !Number.isFinite(lat + lon)) return null;
  return { lon, lat, accuracy: tags.gpsRationals(0x1f)?.[0] ?? null };
}

/** What the camera wrote, or nulls: most phones give no place to a browser. */
export async function readExif(file: Blob): Promise<{ takenAt: Date | null; fix: Fix | null }> {
  const view = new DataView(await file.slice(0, 262_144).arrayBuffer());
  try {
    const block = exifBlock(view);
    const tags = block && readTiff(block);
    return tags ? { takenAt: timeOf(tags), fix: fixOf(tags) } : { takenAt: null, fix: null };
  } catch (error) {
    if (error instanceof RangeError) return { takenAt: null, fix: null };
    throw error;
  }
}
