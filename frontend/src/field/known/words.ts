/**
 * A point in words without a network: the rules of src/wangge/geocoding/reverse.py over the names of one area. Pure;
 * coordinates are [lon, lat] in degrees, distances metres.
 */
export interface Street {
  name: string;
  kind: string;
  width: number;
  lines: [number, number][][];
}

/** [name, lon, lat] */
export type Named = [string, number, number];

export interface Names {
  streets: Street[];
  doors: Named[];
  compounds: Named[];
  divisions: Record<string, string>;
}

type XY = [number, number];

const CROSSING = 45;
const CENTRE = 9;
const DOOR = 40;
const COMPOUND = 45;
const STREET = 160;

/** Metres east and north of a point; exact enough over some kilometres. */
export function metresFrom(lon: number, lat: number): (to: [number, number]) => XY {
  const phi = (lat * Math.PI) / 180;
  const north = 111_132.95 - 559.85 * Math.cos(2 * phi) + 1.18 * Math.cos(4 * phi);
  const east = 111_412.88 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.12 * Math.cos(5 * phi);
  return ([x, y]) => [(x - lon) * east, (y - lat) * north];
}

function toSegment([ax, ay]: XY, [bx, by]: XY): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx || dy ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(ax + along * dx, ay + along * dy);
}

const segments = (lines: XY[][]): [XY, XY][] =>
  lines.flatMap((line) => line.slice(1).map((end, at): [XY, XY] => [line[at]!, end]));

interface Close {
  street: Street;
  metres: number;
  parts: [XY, XY][];
}

/** Streets within reach, nearest first, each name once. */
function streetsNear(names: Names, place: (to: [number, number]) => XY): Close[] {
  const found = names.streets.map((street): Close => {
    const parts = segments(street.lines.map((line) => line.map(place)));
    return { street, parts, metres: Math.min(Infinity, ...parts.map(([a, b]) => toSegment(a, b))) };
  });
  const near = found.filter(({ metres }) => metres <= STREET).sort((a, b) => a.metres - b.metres);
  const seen = new Set<string>();
  return near.filter(({ street }) => !seen.has(street.name) && seen.add(street.name));
}

function crossing([a, b]: [XY, XY], [c, d]: [XY, XY]): XY | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const turn = rx * sy - ry * sx;
  if (!turn) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / turn;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / turn;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [a[0] + t * rx, a[1] + t * ry] : null;
}

/** Where two streets meet, nearest to the point. */
function meeting(one: Close, two: Close): XY | null {
  const points = one.parts.flatMap((a) => two.parts.map((b) => crossing(a, b))).filter((at) => at !== null);
  return points.sort((a, b) => Math.hypot(...a) - Math.hypot(...b))[0] ?? null;
}

function corner([x, y]: XY): string {
  if (Math.hypot(x, y) < CENTRE) return "";
  return `${y < 0 ? "东西"[x < 0 ? 0 : 1] + "北" : "东西"[x < 0 ? 0 : 1] + "南"}角`;
}

function crossingWords(near: Close[]): string {
  const wide = near.filter(({ street, metres }) => street.kind !== "lane" && metres <= CROSSING).slice(0, 3);
  for (const [at, one] of wide.entries()) {
    for (const two of wide.slice(at + 1)) {
      const middle = meeting(one, two);
      if (!middle || Math.hypot(...middle) > CROSSING) continue;
      const [first, second] = one.street.width >= two.street.width ? [one, two] : [two, one];
      return `${first.street.name}与${second.street.name}口${corner(middle)}`;
    }
  }
  return "";
}

function nearest(points: Named[], place: (to: [number, number]) => XY, within: number): string | null {
  let [best, least] = [null as string | null, within];
  for (const [name, lon, lat] of points) {
    const metres = Math.hypot(...place([lon, lat]));
    if (metres <= least) [best, least] = [name, metres];
  }
  return best;
}

/** 建设路与新春路口东南角, 友兰大道35号 县人民医院; empty where nothing named is near. */
export function wordsFor(names: Names, lon: number, lat: number): string {
  const place = metresFrom(lon, lat);
  const near = streetsNear(names, place);
  const met = crossingWords(near);
  if (met) return met;
  const compound = nearest(names.compounds, place, COMPOUND);
  const suffix = compound ? ` ${compound}` : "";
  const door = nearest(names.doors, place, DOOR);
  if (door) return door + suffix;
  return near[0] ? near[0].street.name + (suffix || "附近") : suffix.trim();
}

type Ring = number[][];

const inRing = (ring: Ring, x: number, y: number): boolean =>
  ring.reduce((inside, [bx = 0, by = 0], at) => {
    const [ax = 0, ay = 0] = ring[(at || ring.length) - 1]!;
    return by > y !== ay > y && x < ((ax - bx) * (y - by)) / (ay - by) + bx ? !inside : inside;
  }, false);

const inPolygon = ([outer = [], ...holes]: Ring[], x: number, y: number): boolean =>
  inRing(outer, x, y) && !holes.some((hole) => inRing(hole, x, y));

/** Whether a polygon of GeoJSON holds the point. */
export function holds(shape: GeoJSON.Geometry, lon: number, lat: number): boolean {
  if (shape.type === "Polygon") return inPolygon(shape.coordinates, lon, lat);
  return shape.type === "MultiPolygon" && shape.coordinates.some((one) => inPolygon(one, lon, lat));
}
