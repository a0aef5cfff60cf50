import type { Map as MapLibre } from "maplibre-gl";
import { glyphPaths, type Glyph } from "../glyphs";
import { lampFill } from "./palette";

/**
 * Pins are drawn on demand, by name:
 *   pin:<event|component>:<lamp>:<glyph>:<0|1 urgent>        a circle or square, with a corner badge ▲ ■ ‖
 *   big:…                                                    the same, lifted, with a point at its foot
 *   donut:<green>:<yellow>:<red>:<suspended>                 a cluster: number in a lamp donut
 */
let ratio = 2; // drawn for sharp screens; more where a page enlarges the map

export const pinName = (kind: string, lamp: string, glyph: Glyph, urgent: boolean, big = false): string =>
  `${big ? "big" : "pin"}:${kind}:${lamp}:${glyph}:${urgent ? 1 : 0}`;

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const element = document.createElement("canvas");
  element.width = width * ratio;
  element.height = height * ratio;
  const c = element.getContext("2d", { willReadFrequently: true })!;
  c.scale(ratio, ratio);
  return c;
}

function shape(c: CanvasRenderingContext2D, kind: string, x: number, y: number, half: number): void {
  c.beginPath();
  if (kind === "component") c.roundRect(x - half, y - half, half * 2, half * 2, half * 0.24);
  else c.arc(x, y, half, 0, Math.PI * 2);
}

function glyph(c: CanvasRenderingContext2D, name: Glyph, x: number, y: number, size: number): void {
  c.save();
  c.translate(x - size / 2, y - size / 2);
  c.scale(size / 24, size / 24);
  c.lineWidth = 2.2;
  c.lineCap = "round";
  c.lineJoin = "round";
  c.strokeStyle = "#fff";
  c.stroke(new Path2D(glyphPaths[name] ?? glyphPaths.dots));
  c.restore();
}

const badges: Record<string, (c: CanvasRenderingContext2D, x: number, y: number) => void> = {
  yellow: (c, x, y) => {
    c.moveTo(x, y - 4);
    c.lineTo(x + 4.4, y + 3.4);
    c.lineTo(x - 4.4, y + 3.4);
    c.closePath();
  },
  red: (c, x, y) => c.rect(x - 3.4, y - 3.4, 6.8, 6.8),
  suspended: (c, x, y) => {
    c.rect(x - 3.6, y - 4, 2.6, 8);
    c.rect(x + 1, y - 4, 2.6, 8);
  },
};

function badge(c: CanvasRenderingContext2D, lamp: string, x: number, y: number): void {
  const draw = badges[lamp];
  if (!draw) return;
  c.beginPath();
  draw(c, x, y);
  c.lineWidth = 2.5;
  c.lineJoin = "round";
  c.strokeStyle = "#fff";
  c.stroke();
  c.fillStyle = lampFill[lamp]!;
  c.fill();
}

function drawPin(kind: string, lamp: string, name: Glyph, urgent: boolean, half: number): CanvasRenderingContext2D {
  const side = half * 2 + 14;
  const c = canvas(side, side);
  const mid = side / 2;
  if (urgent) {
    shape(c, kind, mid, mid, half + 3.4);
    c.fillStyle = "#fff";
    c.fill();
    c.lineWidth = 1.8;
    c.strokeStyle = lampFill[lamp]!;
    c.stroke();
  }
  shape(c, kind, mid, mid, half);
  c.fillStyle = lampFill[lamp]!;
  c.fill();
  c.lineWidth = 1.4;
  c.strokeStyle = "#fff";
  c.stroke();
  glyph(c, name, mid, mid, half * 1.24);
  badge(c, lamp, mid + half * 0.86, mid - half * 0.86);
  return c;
}

function drawBig(kind: string, lamp: string, name: Glyph, urgent: boolean): CanvasRenderingContext2D {
  const half = 19;
  const c = canvas(64, 72);
  c.shadowColor = "rgb(29 33 41 / 35%)";
  c.shadowBlur = 8 * ratio;
  c.shadowOffsetY = 3 * ratio;
  c.fillStyle = lampFill[lamp]!;
  c.beginPath();
  c.moveTo(24, 46);
  c.lineTo(32, 62);
  c.lineTo(40, 46);
  c.closePath();
  c.fill();
  shape(c, kind, 32, 30, half + (urgent ? 4 : 2));
  c.fill();
  c.shadowColor = "transparent";
  shape(c, kind, 32, 30, half + 1);
  c.fillStyle = "#fff";
  c.fill();
  shape(c, kind, 32, 30, half - 1);
  c.fillStyle = lampFill[lamp]!;
  c.fill();
  glyph(c, name, 32, 30, 25);
  return c;
}

function drawDonut(counts: number[], ground: string, ink: string): CanvasRenderingContext2D {
  const total = counts.reduce((a, b) => a + b, 0);
  const radius = total < 10 ? 15 : total < 100 ? 18 : 21;
  const side = radius * 2 + 4;
  const c = canvas(side, side);
  const mid = side / 2;
  c.beginPath();
  c.arc(mid, mid, radius + 1.5, 0, Math.PI * 2);
  c.fillStyle = ground;
  c.fill();
  let from = -Math.PI / 2;
  const colours = [lampFill["green"], lampFill["yellow"], lampFill["red"], lampFill["suspended"]];
  counts.forEach((count, i) => {
    const to = from + (count / total) * Math.PI * 2;
    c.beginPath();
    c.arc(mid, mid, radius - 2, from, to);
    c.lineWidth = 4.5;
    c.strokeStyle = colours[i]!;
    if (count) c.stroke();
    from = to;
  });
  c.fillStyle = ink;
  c.font = `700 ${total < 100 ? 13 : 12}px sans-serif`;
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.fillText(total > 999 ? `${Math.round(total / 100) / 10}k` : String(total), mid, mid + 0.5);
  return c;
}

function draw(id: string, theme: "light" | "dark"): CanvasRenderingContext2D | null {
  const [form, ...rest] = id.split(":");
  if (form === "donut") {
    return drawDonut(rest.map(Number), theme === "dark" ? "#0e2240" : "#fff", theme === "dark" ? "#e6eef9" : "#1d2129");
  }
  const [kind = "event", lamp = "none", name = "dots", urgent = "0"] = rest;
  if (form === "pin") return drawPin(kind, lamp, name as Glyph, urgent === "1", 11);
  if (form === "big") return drawBig(kind, lamp, name as Glyph, urgent === "1");
  return null;
}

/** Draw whatever pin the map asks for, once. */
export function servePins(map: MapLibre, theme: () => "light" | "dark"): void {
  ratio = Math.max(2, Math.min(4, Math.ceil(map.getPixelRatio())));
  map.setMissingStyleImageResolver((id) => {
    const c = draw(id, theme());
    if (!c || map.hasImage(id)) return;
    map.addImage(id, c.getImageData(0, 0, c.canvas.width, c.canvas.height), { pixelRatio: ratio });
  });
}
