import type { Kind } from "./api/types";

/**
 * A glyph for each major class, and for the few minor ones people look for, as path data on a 24 × 24 ground drawn with
 * a stroke of 2. Lists, tiles, pins and charts draw the same ones.
 */
export const glyphPaths = {
  manhole: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M6.5 9h11M5.5 12h13M6.5 15h11",
  grate: "M4 5h16v14H4zM8.5 5v14M12 5v14M15.5 5v14",
  lamp: "M5 21V6a3 3 0 0 1 3-3h5M5 21h4M3 21h6M12 7h8l-1.5-4h-5zM13.5 10.5v1.5M16 10.5V13M18.5 10.5v1.5",
  pipe: "M12 3s6 6.4 6 11a6 6 0 0 1-12 0c0-4.6 6-11 6-11zM9.5 15a2.5 2.5 0 0 0 2.5 2.5",
  road: "M8 4 4 20M16 4l4 16M12 4v3M12 10.5v3M12 17v3",
  car: "M5 16h14v-4l-2-5H7l-2 5zM5 12h14M7 16v2.5M17 16v2.5",
  bin: "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  bag: "M9 8c-4 2.5-5 5.5-5 8a5 5 0 0 0 5 4.5h6a5 5 0 0 0 5-4.5c0-2.5-1-5.5-5-8zM9 8h6M9.5 8 8 4l4 1.5L16 4l-1.5 4",
  tree: "M12 21v-8M12 17l3-2.5M12 3a5 5 0 0 1 4.8 6.4A4 4 0 0 1 16 17h-1M12 3a5 5 0 0 0-4.8 6.4A4 4 0 0 0 8 17h1",
  box: "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
  megaphone: "M4 10v4h3l9 4.5v-13L7 10zM7.5 14l1.5 5.5h2.5L10 15.5M19 9.5a4 4 0 0 1 0 5",
  cone: "M10.5 4h3L18 19H6zM4 19.5h16M8.6 11.5h6.8M7.5 15.5h9",
  stall: "M4 9.5 5.5 4h13L20 9.5M4 9.5a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0M6 12.5V20h12v-7.5M10 20v-4h4v4",
  siren: "M7 17v-4a5 5 0 0 1 10 0v4M5 20.5h14V17H5zM12 3v2M4.5 6.5 6 8M19.5 6.5 18 8",
  dots: "M6 12h.01M12 12h.01M18 12h.01",
} as const;

export type Glyph = keyof typeof glyphPaths;

const byMajor2013: Record<string, Glyph> = {
  C01: "manhole", C02: "road", C03: "bin", C04: "tree", C05: "box",
  E01: "bag", E02: "megaphone", E03: "cone", E04: "stall", E05: "siren", E06: "dots",
};
const byMajor2026: Record<string, Glyph> = {
  C01: "manhole", C02: "road", C03: "bin", C04: "tree", C05: "box",
  E01: "manhole", E02: "road", E03: "bin", E04: "tree", E05: "box",
  E06: "bag", E07: "megaphone", E08: "cone", E09: "stall", E10: "dots",
};
const byWord: [RegExp, Glyph][] = [
  [/井盖|水井|盖板/, "manhole"],
  [/箅子|篦|沟/, "grate"],
  [/灯(?!箱)|照明|亮化/, "lamp"],
  [/机动车|停车|单车|车辆|黑车/, "car"],
  [/管道|积水|排水|供水|污水/, "pipe"],
  [/道路|路面|人行道|路沿/, "road"],
];

/** Short codes have two-digit minors in the 2013 edition (E0110) and three-digit ones in that of 2026 (E06010). */
export function glyphOf(classCode: string | null | undefined, className: string | null = ""): Glyph {
  const word = byWord.find(([pattern]) => pattern.test(className ?? ""));
  if (word) return word[1];
  const code = classCode ?? "";
  return (code.length > 5 ? byMajor2026 : byMajor2013)[code.slice(0, 3)] ?? "dots";
}

export const glyphOfMajor = (kind: Kind, majorCode: string, edition2026: boolean): Glyph =>
  (edition2026 ? byMajor2026 : byMajor2013)[(kind === "event" ? "E" : "C") + majorCode] ?? "dots";
